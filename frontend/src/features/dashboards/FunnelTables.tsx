import { useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'

import { type Behind, countAt, STATES, type Step } from './behind'
import { BehindLink } from './BehindLink'
import { TableCard } from './TableCard'
import { useFigures } from './useFigures'

type LeadsOf = Schema<'LeadsOf'>
const SHOWN: readonly Step[] = ['NEW', 'QUALIFIED', 'SCHEDULED', 'COMPLETED']

export function StatesCard({ states, csv }: { states: Schema<'StateCount'>[]; csv: string }) {
  const t = useTranslations('dashboards')
  const figures = useFigures()
  const title = t('funnel.states')
  const known = STATES.flatMap((state) => {
    const found = states.find((one) => one.state === state)
    return found ? [{ ...found, state }] : []
  })

  return (
    <TableCard
      title={title}
      csv={csv}
      rows={known}
      rowKey={({ state }) => state}
      columns={[
        { key: 'state', title: t('funnel.stateColumn'), cell: ({ state }) => t(`funnel.state.${state}`) },
        { key: 'score', title: t('funnel.meanScore'), cell: (row) => figures.decimal(row.mean_score) },
        {
          key: 'leads',
          title: t('funnel.leads'),
          cell: ({ state, leads }) => <BehindLink of={t(`funnel.state.${state}`)} count={leads} behind={{ state }} />,
          bar: ({ leads }) => leads,
        },
      ]}
    />
  )
}

export function MissingCard({ missing, csv }: { missing: Schema<'MissingField'>[]; csv: string }) {
  const t = useTranslations('dashboards')
  const title = t('funnel.missing')

  return (
    <TableCard
      title={title}
      hint={t('funnel.missingHint')}
      csv={csv}
      rows={missing}
      rowKey={({ field }) => field}
      columns={[
        { key: 'field', title: t('funnel.fieldColumn'), cell: ({ field }) => t(`funnel.field.${field}`) },
        {
          key: 'leads',
          title: t('funnel.leads'),
          cell: ({ field, leads }) => (
            <BehindLink of={t(`funnel.field.${field}`)} count={leads} behind={{ missing: field }} />
          ),
          bar: ({ leads }) => leads,
        },
      ]}
    />
  )
}

/** By inbox or by source. */
export function LeadPartsCard({
  title,
  first,
  parts,
  csv,
  of,
}: {
  title: string
  first: string
  parts: LeadsOf[]
  csv: string
  of: 'inbox' | 'source'
}) {
  const t = useTranslations('dashboards')
  const figures = useFigures()
  const nameOf = (part: LeadsOf) => (part.key === '' ? t('funnel.noSource') : part.name)
  const behind = (part: LeadsOf, reached: Step): Behind =>
    of === 'inbox' ? { reached, inbox: part.key } : { reached, source: part.key }

  return (
    <TableCard
      title={title}
      csv={csv}
      rows={parts}
      rowKey={({ key }) => key}
      columns={[
        { key: 'name', title: first, cell: nameOf },
        ...SHOWN.map((step) => ({
          key: step,
          title: step === 'NEW' ? t('funnel.leads') : t(`funnel.step.${step}`),
          cell: (part: LeadsOf) => {
            const count = countAt(part, step)
            const name = `${nameOf(part)}, ${t(`funnel.step.${step}`)}`
            return <BehindLink of={name} count={count} behind={behind(part, step)} />
          },
        })),
        { key: 'score', title: t('funnel.meanScore'), cell: (part) => figures.decimal(part.mean_score) },
      ]}
    />
  )
}
