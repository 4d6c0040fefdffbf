import { useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'

import { BehindLink, FunnelPeriod } from './BehindLink'
import { CohortsCard } from './CohortsCard'
import { Cards, DashBody } from './DashBody'
import { useDash } from './DashContext'
import { LeadPartsCard, MissingCard, StatesCard } from './FunnelTables'
import { StepsCard } from './StepsCard'
import { Tiles } from './Tiles'
import { useCsv } from './useCsv'
import { useFigures } from './useFigures'
import { useFunnel } from './useFunnel'

type Funnel = Schema<'FunnelDashboard'>

/** How far leads come, how long it takes them, and where they are lost. */
export function FunnelPage() {
  const t = useTranslations('dashboards')
  const { search } = useDash()
  const funnel = useFunnel(search)
  const csv = useCsv('funnel')

  return (
    <DashBody query={funnel} isEmpty={({ totals, previous_totals: before }) => totals.leads === 0 && !before?.leads}>
      {(data) => (
        <FunnelPeriod value={data.period}>
          <Totals data={data} />
          <Cards>
            <StepsCard data={data} csv={csv('steps')} />
            <CohortsCard data={data} csv={csv('cohorts')} />
            <StatesCard states={data.states} csv={csv('states')} />
            <MissingCard missing={data.missing} csv={csv('missing')} />
            <LeadPartsCard title={t('funnel.byInbox')} first={t('inbox')} parts={data.by_inbox} csv={csv('by_inbox')} of="inbox" />
            <LeadPartsCard title={t('funnel.bySource')} first={t('source')} parts={data.by_source} csv={csv('by_source')} of="source" />
          </Cards>
        </FunnelPeriod>
      )}
    </DashBody>
  )
}

function Totals({ data }: { data: Funnel }) {
  const t = useTranslations('dashboards')
  const figures = useFigures()
  const { totals, previous_totals: before } = data
  const step = (key: 'qualified' | 'scheduled' | 'completed', at: 'QUALIFIED' | 'SCHEDULED' | 'COMPLETED') => ({
    key,
    label: t(`funnel.step.${at}`),
    value: <BehindLink of={t(`funnel.step.${at}`)} count={totals[key]} behind={{ reached: at }} />,
    hint: t('cost.ofLimit', {
      used: figures.percent(totals.leads > 0 ? totals[key] / totals.leads : null),
      limit: figures.count(totals.leads),
    }),
    now: totals[key],
    before: before?.[key],
    better: 'more' as const,
  })

  return (
    <Tiles
      label={t('totals')}
      tiles={[
        {
          key: 'leads',
          label: t('funnel.leads'),
          value: <BehindLink of={t('funnel.leads')} count={totals.leads} behind={{ reached: 'NEW' }} />,
          now: totals.leads,
          before: before?.leads,
          better: 'more',
        },
        step('qualified', 'QUALIFIED'),
        step('scheduled', 'SCHEDULED'),
        step('completed', 'COMPLETED'),
        {
          key: 'dropped',
          label: t('funnel.dropped'),
          value: <BehindLink of={t('funnel.dropped')} count={data.dropped} behind={{ dropped: true }} />,
          hint: figures.percent(totals.leads > 0 ? data.dropped / totals.leads : null),
        },
        {
          key: 'score',
          label: t('funnel.meanScore'),
          value: figures.decimal(totals.mean_score),
          now: totals.mean_score,
          before: before?.mean_score,
          better: 'more',
        },
      ]}
    />
  )
}
