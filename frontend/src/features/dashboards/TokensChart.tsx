import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'

import { BucketTable } from './BucketTable'
import { ChartCard } from './ChartCard'
import { useDash } from './DashContext'
import { SeriesChart } from './lazyCharts'
import { chartColor, largestParts, pointsOf } from './series'
import type { ChartLine } from './SeriesChart'
import { useFigures } from './useFigures'

type Usage = Schema<'UsageDashboard'>
type Drawn = { lines: ChartLine[]; values: (index: number) => Record<string, number> }

/** Tokens through time: by kind, or by who took them. */
export function TokensChart({ data, controls, csv }: { data: Usage; controls: ReactNode; csv: string }) {
  const t = useTranslations('dashboards')
  const figures = useFigures()
  const { search } = useDash()
  const parts = { inbox: data.by_inbox, agent: data.by_agent_type, model: data.by_model }
  const drawn = search.split ? ofParts(parts[search.split], t('others')) : ofKinds(data, (key) => t(`usage.${key}`))
  const before = data.previous_series
  const lines: ChartLine[] = before
    ? [...drawn.lines, { key: 'before', label: t('periodBefore'), color: 'var(--ink-faint)', type: 'line', dashed: true }]
    : drawn.lines
  const points = pointsOf(data, figures, t('partial'), (index) => ({
    ...drawn.values(index),
    ...(before ? { before: before[index]?.total_tokens ?? null } : {}),
  }))
  const title = t('usage.chart')

  return (
    <ChartCard
      wide
      title={title}
      controls={controls}
      csv={csv}
      note={points.some(({ partial }) => partial) && t('partialNote')}
      chart={<SeriesChart label={title} points={points} lines={lines} format={figures.compact} />}
      table={<BucketTable label={title} points={points} lines={lines} format={figures.count} sum={lines.filter(({ key }) => key !== 'before').length > 1} />}
    />
  )
}

/** Cached tokens are a part of those that went in. */
function ofKinds(data: Usage, word: (key: 'fresh' | 'cached_tokens' | 'output_tokens') => string): Drawn {
  const bar = (key: 'fresh' | 'cached_tokens' | 'output_tokens', color: number) =>
    ({ key, label: word(key), color: chartColor(color), type: 'bar', stack: 'tokens' }) as const

  return {
    lines: [bar('fresh', 0), bar('cached_tokens', 4), bar('output_tokens', 1)],
    values: (index) => {
      const point = data.series[index]
      if (!point) return {}
      const { input_tokens: input, cached_tokens: cached, output_tokens: output } = point
      return { fresh: input - cached, cached_tokens: cached, output_tokens: output }
    },
  }
}

function ofParts(parts: Usage['by_model'], others: string): Drawn {
  const shown = largestParts(parts)
  return {
    lines: shown.map(({ name }, index) => ({
      key: `part${index}`,
      label: name ?? others,
      color: name === null ? 'var(--chart-other)' : chartColor(index),
      type: 'bar',
      stack: 'tokens',
    })),
    values: (index) => Object.fromEntries(shown.map(({ series }, part) => [`part${part}`, series[index] ?? 0])),
  }
}
