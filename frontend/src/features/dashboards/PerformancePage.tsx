import { SegmentedControl } from '@mantine/core'
import { useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'

import { BucketTable } from './BucketTable'
import { ChartCard } from './ChartCard'
import { Cards, DashBody } from './DashBody'
import { useDash } from './DashContext'
import { CLOCKS } from './DashSearch'
import { ErrorsCard, SlowestCard } from './PerformanceTables'
import { PerformanceTiles } from './PerformanceTiles'
import { SeriesChart } from './lazyCharts'
import { pointsOf } from './series'
import type { ChartLine } from './SeriesChart'
import { useCsv } from './useCsv'
import { useFigures } from './useFigures'
import { usePerformance } from './usePerformance'

type Performance = Schema<'PerformanceDashboard'>
type Props = { data: Performance; csv: string }

/** How quickly and how well the answers came. */
export function PerformancePage() {
  const { search } = useDash()
  const performance = usePerformance(search)
  const csv = useCsv('performance')

  return (
    <DashBody query={performance} isEmpty={({ totals, previous_totals: before }) => isNothing(totals) && isNothing(before)}>
      {(data) => (
        <>
          <PerformanceTiles data={data} />
          <Cards>
            <LatencyChart data={data} csv={csv('series')} />
            <FailuresChart data={data} csv={csv('series')} />
            <KnowledgeChart data={data} csv={csv('series')} />
            <ErrorsCard errors={data.errors_by_code} csv={csv('errors_by_code')} />
            <SlowestCard agents={data.slowest_agents} csv={csv('slowest_agents')} />
          </Cards>
        </>
      )}
    </DashBody>
  )
}

function isNothing(totals: Performance['previous_totals']): boolean {
  return totals === null || totals.answers + totals.errors + totals.handovers === 0
}

function LatencyChart({ data, csv }: Props) {
  const t = useTranslations('dashboards')
  const figures = useFigures()
  const { search, change } = useDash()
  const of = search.latency ?? 'agent'
  const before = data.previous_series
  const line = (key: 'p50' | 'p95' | 'p99', color: string): ChartLine => ({ key, label: t(`performance.${key}`), color, type: 'line' })
  const lines: ChartLine[] = [
    line('p50', 'var(--chart-1)'),
    line('p95', 'var(--chart-2)'),
    line('p99', 'var(--chart-4)'),
    ...(before
      ? [{ key: 'before', label: t('performance.beforeP95'), color: 'var(--ink-faint)', type: 'line', dashed: true } as const]
      : []),
  ]
  const points = pointsOf(data, figures, t('partial'), (index) => {
    const latency = data.series[index]?.[of]
    return {
      p50: latency?.p50_ms ?? null,
      p95: latency?.p95_ms ?? null,
      p99: latency?.p99_ms ?? null,
      ...(before ? { before: before[index]?.[of].p95_ms ?? null } : {}),
    }
  })
  const title = t('performance.latency')

  return (
    <ChartCard
      wide
      title={title}
      hint={t('performance.latencyHint')}
      csv={csv}
      controls={
        <SegmentedControl
          size="xs"
          aria-label={title}
          value={of}
          data={CLOCKS.map((value) => ({ value, label: t(`performance.latencyOf.${value}`) }))}
          onChange={(value) => {
            const found = CLOCKS.find((it) => it === value)
            change({ latency: found === 'agent' ? undefined : found })
          }}
        />
      }
      chart={<SeriesChart label={title} points={points} lines={lines} format={figures.ms} />}
      table={<BucketTable label={title} points={points} lines={lines} format={figures.ms} />}
    />
  )
}

function FailuresChart({ data, csv }: Props) {
  const t = useTranslations('dashboards')
  const figures = useFigures()
  const keys = ['errors', 'timeouts', 'retries', 'repaired', 'handovers'] as const
  const colors = ['var(--danger)', 'var(--chart-2)', 'var(--chart-3)', 'var(--chart-5)', 'var(--chart-4)']
  const lines = keys.map((key, index): ChartLine => ({
    key,
    label: t(`performance.${key}`),
    color: colors[index] ?? 'var(--chart-other)',
    type: 'bar',
  }))
  const points = pointsOf(data, figures, t('partial'), (index) =>
    Object.fromEntries(keys.map((key) => [key, data.series[index]?.[key] ?? 0])),
  )
  const title = t('performance.failures')

  return (
    <ChartCard
      title={title}
      csv={csv}
      chart={<SeriesChart label={title} points={points} lines={lines} format={figures.compact} />}
      table={<BucketTable label={title} points={points} lines={lines} format={figures.count} />}
    />
  )
}

function KnowledgeChart({ data, csv }: Props) {
  const t = useTranslations('dashboards')
  const figures = useFigures()
  const lines: ChartLine[] = [
    { key: 'hits', label: t('performance.hits'), color: 'var(--chart-1)', type: 'bar', stack: 'knowledge' },
    { key: 'misses', label: t('performance.misses'), color: 'var(--chart-2)', type: 'bar', stack: 'knowledge' },
  ]
  const points = pointsOf(data, figures, t('partial'), (index) => ({
    hits: data.series[index]?.knowledge.hits ?? 0,
    misses: data.series[index]?.knowledge.misses ?? 0,
  }))
  const title = t('performance.knowledge')

  return (
    <ChartCard
      title={title}
      csv={csv}
      chart={<SeriesChart label={title} points={points} lines={lines} format={figures.compact} />}
      table={<BucketTable label={title} points={points} lines={lines} format={figures.count} sum />}
    />
  )
}
