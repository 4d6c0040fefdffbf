import { useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'

import { Cards, DashBody } from './DashBody'
import { useDash } from './DashContext'
import { SplitControl } from './SplitControl'
import { TableCard } from './TableCard'
import { Tiles } from './Tiles'
import { TokensChart } from './TokensChart'
import { TopConversations } from './TopConversations'
import { useCsv } from './useCsv'
import { useFigures } from './useFigures'
import { useUsage } from './useUsage'

type Usage = Schema<'UsageDashboard'>
type Part = Schema<'TokensOf'>

/** How many tokens went where. */
export function UsagePage() {
  const t = useTranslations('dashboards')
  const { search } = useDash()
  const usage = useUsage(search)
  const csv = useCsv('usage')

  return (
    <DashBody query={usage} isEmpty={({ totals, previous_totals: before }) => totals.messages === 0 && !before?.messages}>
      {(data) => (
        <>
          <Totals data={data} />
          <Cards>
            <TokensChart data={data} controls={<SplitControl whole="kind" />} csv={csv('series')} />
            <PartCard title={t('usage.byInbox')} first={t('inbox')} parts={data.by_inbox} csv={csv('by_inbox')} />
            <PartCard title={t('usage.byModel')} first={t('model')} parts={data.by_model} csv={csv('by_model')} />
            <PartCard title={t('usage.byAgent')} first={t('agent')} parts={data.by_agent_type} csv={csv('by_agent_type')} />
            <TopConversations
              conversations={data.top_conversations}
              by="tokens"
              rate={data.brl_per_usd}
              csv={csv('top_conversations')}
            />
          </Cards>
        </>
      )}
    </DashBody>
  )
}

function Totals({ data: { totals, previous_totals: before } }: { data: Usage }) {
  const t = useTranslations('dashboards')
  const figures = useFigures()
  const tile = (key: 'total_tokens' | 'input_tokens' | 'output_tokens' | 'cached_tokens' | 'answers' | 'conversations') => ({
    key,
    label: t(`usage.${key}`),
    value: figures.count(totals[key]),
    now: totals[key],
    before: before?.[key],
  })

  return (
    <Tiles
      label={t('totals')}
      tiles={[
        tile('total_tokens'),
        tile('input_tokens'),
        {
          ...tile('cached_tokens'),
          hint: t('usage.cachedShare', {
            share: figures.percent(totals.input_tokens > 0 ? totals.cached_tokens / totals.input_tokens : null),
          }),
        },
        tile('output_tokens'),
        {
          ...tile('answers'),
          hint: t('usage.perAnswer', {
            tokens: totals.answers > 0 ? figures.count(Math.round(totals.total_tokens / totals.answers)) : '–',
          }),
        },
        tile('conversations'),
      ]}
    />
  )
}

function PartCard({ title, first, parts, csv }: { title: string; first: string; parts: Part[]; csv: string }) {
  const t = useTranslations('dashboards')
  const figures = useFigures()
  const compared = parts.some((part) => part.previous_total_tokens !== null)

  return (
    <TableCard
      title={title}
      csv={csv}
      rows={parts}
      rowKey={(part) => part.key}
      columns={[
        { key: 'name', title: first, cell: (part) => part.name },
        { key: 'answers', title: t('usage.answers'), cell: (part) => figures.count(part.answers) },
        {
          key: 'tokens',
          title: t('tokens'),
          cell: (part) => figures.count(part.total_tokens),
          bar: (part) => part.total_tokens,
        },
        ...(compared
          ? [
              {
                key: 'before',
                title: t('before'),
                cell: (part: Part) => figures.count(part.previous_total_tokens ?? 0),
              },
            ]
          : []),
      ]}
    />
  )
}
