import { useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'

import { TableCard } from './TableCard'
import { useFigures } from './useFigures'

export function ErrorsCard({ errors, csv }: { errors: Schema<'ErrorCount'>[]; csv: string }) {
  const t = useTranslations('dashboards')
  const figures = useFigures()
  const title = t('performance.byCode')

  return (
    <TableCard
      title={title}
      csv={csv}
      empty={t('performance.noErrors')}
      rows={errors}
      rowKey={({ code }) => code}
      columns={[
        { key: 'code', title: t('performance.code'), cell: ({ code }) => <code>{code}</code> },
        { key: 'share', title: t('performance.share'), cell: ({ share }) => figures.percent(share) },
        {
          key: 'errors',
          title: t('performance.errors'),
          cell: (row) => figures.count(row.errors),
          bar: (row) => row.errors,
        },
      ]}
    />
  )
}

export function SlowestCard({ agents, csv }: { agents: Schema<'SlowAgent'>[]; csv: string }) {
  const t = useTranslations('dashboards')
  const figures = useFigures()
  const title = t('performance.slowest')

  return (
    <TableCard
      title={title}
      csv={csv}
      rows={agents}
      rowKey={(row) => `${row.agent_type} ${row.model}`}
      columns={[
        {
          key: 'agent',
          title: t('agent'),
          cell: (row) => `${row.agent_type} · ${row.model === '' ? t('performance.noModel') : row.model}`,
        },
        { key: 'answers', title: t('performance.answers'), cell: ({ agent }) => figures.count(agent.answers) },
        { key: 'mean', title: t('performance.mean'), cell: ({ agent }) => figures.ms(agent.mean_ms) },
        { key: 'p50', title: t('performance.p50'), cell: ({ agent }) => figures.ms(agent.p50_ms) },
        {
          key: 'p95',
          title: t('performance.p95'),
          cell: ({ agent }) => figures.ms(agent.p95_ms),
          bar: ({ agent }) => agent.p95_ms ?? 0,
        },
      ]}
    />
  )
}
