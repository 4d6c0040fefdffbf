import type { Schema } from '@/lib/api'

import type { Granularity } from './DashSearch'
import type { ChartPoint } from './SeriesChart'
import type { Figures } from './useFigures'

type Head = { buckets: Schema<'BucketView'>[]; period: { granularity: Granularity } }

/** So many parts have a colour of their own; the rest is one. */
export const MANY_PARTS = 5

/** One point a bucket; `figures` answers what the lines show there. */
export function pointsOf(
  head: Head,
  figures: Figures,
  partialWord: string,
  values: (index: number) => Record<string, number | null>,
): ChartPoint[] {
  return head.buckets.map((bucket, index) => {
    const whole = figures.wholeBucket(bucket, head.period.granularity)
    return {
      at: bucket.first_day,
      label: figures.bucket(bucket, head.period.granularity),
      whole: bucket.partial ? `${whole} · ${partialWord}` : whole,
      partial: bucket.partial,
      ...values(index),
    }
  })
}

type Part = { key: string; name: string; series: number[] }

/** The largest parts, and all others as one; parts come largest first. `null`: the others. */
export function largestParts(parts: readonly Part[]): { name: string | null; series: number[] }[] {
  const shown = parts.slice(0, parts.length > MANY_PARTS + 1 ? MANY_PARTS : MANY_PARTS + 1)
  const others = parts.slice(shown.length)
  const sum = others.reduce<number[]>((total, { series }) => series.map((it, n) => it + (total[n] ?? 0)), [])
  return [...shown.map(({ name, series }) => ({ name, series })), ...(others.length > 0 ? [{ name: null, series: sum }] : [])]
}

/** The colour of the n-th part. */
export function chartColor(index: number): string {
  return index > MANY_PARTS ? 'var(--chart-other)' : `var(--chart-${index + 1})`
}
