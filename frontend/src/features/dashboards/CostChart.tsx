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

type Cost = Schema<'CostDashboard'>

/** Money through time: all of it, or by who spent it. */
export function CostChart({ data, controls, csv }: { data: Cost; controls: ReactNode; csv: string }) {
  const t = useTranslations('dashboards')
  const figures = useFigures()
  const { search } = useDash()
  const parts = { inbox: data.by_inbox, agent: data.by_agent_type, model: data.by_model }
  const shown = search.split
    ? largestParts(parts[search.split])
    : [{ name: t('cost.cost'), series: data.series.map(({ micro_usd: micro }) => micro) }]
  const before = data.previous_series
  const bars: ChartLine[] = shown.map(({ name }, index) => ({
    key: `part${index}`,
    label: name ?? t('others'),
    color: name === null ? 'var(--chart-other)' : chartColor(index),
    type: 'bar',
    stack: 'cost',
  }))
  const lines: ChartLine[] = before
    ? [...bars, { key: 'before', label: t('periodBefore'), color: 'var(--ink-faint)', type: 'line', dashed: true }]
    : bars
  const points = pointsOf(data, figures, t('partial'), (index) => ({
    ...Object.fromEntries(shown.map(({ series }, part) => [`part${part}`, series[index] ?? 0])),
    ...(before ? { before: before[index]?.micro_usd ?? null } : {}),
  }))
  const title = t('cost.chart')
  const format = (micro: number) => figures.money(micro, data.brl_per_usd)

  return (
    <ChartCard
      wide
      title={title}
      hint={search.money === 'BRL' && data.brl_per_usd !== null && t('cost.rate', { rate: figures.money(1_000_000, data.brl_per_usd) })}
      controls={controls}
      csv={csv}
      note={points.some(({ partial }) => partial) && t('partialNote')}
      chart={<SeriesChart label={title} points={points} lines={lines} format={format} />}
      table={<BucketTable label={title} points={points} lines={lines} format={format} sum={bars.length > 1} />}
    />
  )
}
