import { useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'

import { type Tile, Tiles } from './Tiles'
import { useFigures } from './useFigures'

export function PerformanceTiles({ data }: { data: Schema<'PerformanceDashboard'> }) {
  const t = useTranslations('dashboards')
  const figures = useFigures()
  const { totals, previous_totals: before } = data
  const latency = (key: 'agent' | 'platform' | 'first_token', label: string): Tile => ({
    key,
    label,
    value: figures.ms(totals[key].p95_ms),
    hint: t('performance.percentiles', { p50: figures.ms(totals[key].p50_ms), p99: figures.ms(totals[key].p99_ms) }),
    now: totals[key].p95_ms,
    before: before?.[key].p95_ms,
    better: 'less',
  })
  const count = (key: 'timeouts' | 'retries' | 'repaired' | 'handovers', better?: 'less'): Tile => ({
    key,
    label: t(`performance.${key}`),
    value: figures.count(totals[key]),
    now: totals[key],
    before: before?.[key],
    ...(better ? { better } : {}),
  })

  return (
    <Tiles
      label={t('totals')}
      tiles={[
        latency('agent', t('performance.agentP95')),
        latency('first_token', t('performance.firstP95')),
        latency('platform', t('performance.platformP95')),
        {
          key: 'errors',
          label: t('performance.errorRate'),
          value: figures.percent(totals.error_rate),
          hint: t('performance.errorsOf', {
            errors: figures.count(totals.errors),
            turns: figures.count(totals.answers + totals.errors),
          }),
          now: totals.error_rate,
          before: before?.error_rate,
          better: 'less',
        },
        count('timeouts', 'less'),
        count('retries', 'less'),
        count('repaired'),
        count('handovers'),
        {
          key: 'knowledge',
          label: t('performance.hitRate'),
          value: figures.percent(totals.knowledge.hit_rate),
          hint: t('performance.hitsAndMisses', {
            hits: figures.count(totals.knowledge.hits),
            misses: figures.count(totals.knowledge.misses),
          }),
          now: totals.knowledge.hit_rate,
          before: before?.knowledge.hit_rate,
          better: 'more',
        },
      ]}
    />
  )
}
