import { Alert, SegmentedControl } from '@mantine/core'
import { IconCoin } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'
import { omit } from '@/lib/omit'

import { BudgetsCard } from './BudgetsCard'
import { CostChart } from './CostChart'
import { Cards, DashBody } from './DashBody'
import { useDash } from './DashContext'
import { ForecastCard } from './ForecastCard'
import { SplitControl } from './SplitControl'
import { TableCard } from './TableCard'
import { Tiles } from './Tiles'
import { TopConversations } from './TopConversations'
import { useCost } from './useCost'
import { useCsv } from './useCsv'
import { useFigures } from './useFigures'

type Cost = Schema<'CostDashboard'>
type Part = Schema<'CostOf'>

/** What the answers cost, and what the money bought. */
export function CostPage() {
  const t = useTranslations('dashboards')
  const { search } = useDash()
  const cost = useCost(search)
  const csv = useCsv('cost')

  return (
    <DashBody query={cost} isEmpty={({ totals, previous_totals: before }) => totals.answers === 0 && !before?.answers}>
      {(data) => (
        <>
          <Totals data={data} />
          {data.totals.unpriced_answers > 0 && (
            <Alert color="clay" icon={<IconCoin size={18} />} title={t('cost.unpricedTitle')} mb="md">
              {t('cost.unpriced', { count: data.totals.unpriced_answers })}
            </Alert>
          )}
          <Cards>
            <CostChart data={data} controls={<Controls rate={data.brl_per_usd} />} csv={csv('series')} />
            <ForecastCard forecast={data.forecast} rate={data.brl_per_usd} csv={csv('forecast')} />
            <BudgetsCard budgets={data.budgets} rate={data.brl_per_usd} />
            <PartCard title={t('cost.byModel')} first={t('model')} data={data} parts={data.by_model} csv={csv('by_model')} />
            <PartCard title={t('cost.byInbox')} first={t('inbox')} data={data} parts={data.by_inbox} csv={csv('by_inbox')} />
            <PartCard title={t('cost.byAgent')} first={t('agent')} data={data} parts={data.by_agent_type} csv={csv('by_agent_type')} />
            <TopConversations
              conversations={data.top_conversations}
              by="cost"
              rate={data.brl_per_usd}
              csv={csv('top_conversations')}
            />
          </Cards>
        </>
      )}
    </DashBody>
  )
}

function Controls({ rate }: { rate: string | null }) {
  const t = useTranslations('dashboards')
  const { search, change } = useDash()

  return (
    <>
      <SplitControl whole="whole" />
      {rate !== null && (
        <SegmentedControl
          size="xs"
          aria-label={t('cost.currency')}
          value={search.money ?? 'USD'}
          data={['USD', 'BRL']}
          onChange={(value) => change({ money: value === 'BRL' ? 'BRL' : undefined })}
        />
      )}
    </>
  )
}

function Totals({ data: { totals, previous_totals: before, brl_per_usd: rate } }: { data: Cost }) {
  const t = useTranslations('dashboards')
  const { search } = useDash()
  const figures = useFigures()
  type Money = Schema<'Money'> | null
  // One currency large, the other small beside what the money bought.
  const other = (money: Money) =>
    money === null || rate === null ? null : search.money === 'BRL' ? figures.usd(money.micro_usd) : figures.brl(money.micro_brl)
  const tile = (key: string, label: string, money: Money, was: Money | undefined, bought?: string) => ({
    key,
    label,
    value: figures.money(money?.micro_usd ?? null, rate),
    hint: [other(money), bought].filter(Boolean).join(' · '),
    now: money?.micro_usd ?? null,
    before: was?.micro_usd,
    better: 'less' as const,
  })

  return (
    <Tiles
      label={t('totals')}
      tiles={[
        omit(tile('cost', t('cost.cost'), totals.cost, before?.cost), 'better'),
        tile('conversation', t('cost.perConversation'), totals.per_conversation, before?.per_conversation, t('cost.conversations', { count: totals.conversations })),
        tile('lead', t('cost.perQualified'), totals.per_qualified_lead, before?.per_qualified_lead, t('cost.qualified', { count: totals.qualified_leads })),
        tile('meeting', t('cost.perMeeting'), totals.per_meeting, before?.per_meeting, t('cost.meetings', { count: totals.meetings })),
      ]}
    />
  )
}

function PartCard({ title, first, data, parts, csv }: { title: string; first: string; data: Cost; parts: Part[]; csv: string }) {
  const t = useTranslations('dashboards')
  const figures = useFigures()
  const whole = data.totals.cost.micro_usd
  const money = (micro: number) => figures.money(micro, data.brl_per_usd)
  const compared = parts.some((part) => part.previous_micro_usd !== null)
  const unpriced = parts.some((part) => part.unpriced_answers > 0)

  return (
    <TableCard
      title={title}
      csv={csv}
      rows={parts}
      rowKey={(part) => part.key}
      columns={[
        { key: 'name', title: first, cell: (part) => part.name },
        { key: 'answers', title: t('usage.answers'), cell: (part) => figures.count(part.answers) },
        ...(unpriced
          ? [{ key: 'unpriced', title: t('cost.unpricedAnswers'), cell: (part: Part) => figures.count(part.unpriced_answers) }]
          : []),
        { key: 'share', title: t('cost.share'), cell: (part) => figures.percent(whole > 0 ? part.cost.micro_usd / whole : null) },
        { key: 'cost', title: t('cost.cost'), cell: (part) => money(part.cost.micro_usd), bar: (part) => part.cost.micro_usd },
        ...(compared
          ? [{ key: 'before', title: t('before'), cell: (part: Part) => money(part.previous_micro_usd ?? 0) }]
          : []),
      ]}
    />
  )
}
