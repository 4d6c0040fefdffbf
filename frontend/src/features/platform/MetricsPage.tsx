import { Select, SimpleGrid, Text } from '@mantine/core'
import { IconChartBar } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'use-intl'

import { api, dataOf, type Schema } from '@/lib/api'
import { formatCost, formatLatency } from '@/lib/formatUsage'
import { localDay } from '@/lib/localDay'
import { DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { Page } from '@/ui/Page'
import { ProblemNotice } from '@/ui/ProblemNotice'

import classes from './MetricsPage.module.css'
import { type Days, PERIODS } from './metricsDays'
import { platformKeys } from './platformKeys'

export function MetricsPage({ days, onDays }: { days: Days; onDays: (days: Days) => void }) {
  const t = useTranslations('platform.metrics')
  const tPage = useTranslations('platform.page')
  const tCommon = useTranslations('common')
  const format = useFormatter()
  const metrics = useMetrics(days)
  const totals = metrics.data?.pages[0]?.totals

  return (
    <Page
      title={tPage('metrics')}
      description={t('description')}
      wide
      actions={
        <Select
          aria-label={t('period')}
          w={170}
          allowDeselect={false}
          data={PERIODS.map((one) => ({ value: String(one), label: t('days', { days: one }) }))}
          value={String(days)}
          onChange={(value) => onDays(PERIODS.find((one) => String(one) === value) ?? days)}
        />
      }
    >
      {metrics.isError ? (
        <ProblemNotice title={tCommon('loadFailed')} error={metrics.error} retry={metrics.refetch} />
      ) : (
        <>
          <Totals totals={totals} />
          <DataTable
            label={tPage('metrics')}
            rows={metrics.data?.pages.flatMap((page) => page.items)}
            rowKey={(company) => company.tenant_id}
            more={metrics.hasNextPage ? { loading: metrics.isFetchingNextPage, load: metrics.fetchNextPage } : null}
            empty={<EmptyState icon={<IconChartBar size={22} />} title={t('empty')} />}
            columns={[
              {
                key: 'company',
                title: t('company'),
                cell: (company) => (
                  <Text size="sm" fw={580}>
                    {company.name}
                  </Text>
                ),
              },
              {
                key: 'messages',
                title: t('messages'),
                numeric: true,
                cell: (company) => format.number(company.messages),
              },
              {
                key: 'errors',
                title: t('errors'),
                numeric: true,
                optional: true,
                cell: (company) => format.number(company.errors),
              },
              {
                key: 'tokens',
                title: t('tokens'),
                numeric: true,
                optional: true,
                cell: (company) => format.number(company.total_tokens),
              },
              {
                key: 'cost',
                title: t('cost'),
                numeric: true,
                cell: (company) => formatCost(format, company.cost_micro_usd),
              },
              {
                key: 'p95',
                title: t('p95'),
                numeric: true,
                optional: true,
                cell: (company) => (company.p95_ms === null ? '–' : formatLatency(format, company.p95_ms)),
              },
            ]}
          />
        </>
      )}
    </Page>
  )
}

function Totals({ totals }: { totals: Schema<'PlatformFiguresView'> | undefined }) {
  const t = useTranslations('platform.metrics')
  const format = useFormatter()
  const number = (value: number | undefined) => (value === undefined ? '…' : format.number(value))
  const time = (ms: number | null | undefined) => (ms == null ? '–' : formatLatency(format, ms))
  const figures: [string, string][] = [
    [
      t('active'),
      totals ? t('activeOf', { active: number(totals.active_tenants), all: number(totals.tenants) }) : '…',
    ],
    [t('conversations'), number(totals?.conversations)],
    [t('messages'), number(totals?.messages)],
    [t('answers'), number(totals?.answers)],
    [t('errors'), number(totals?.errors)],
    [t('tokens'), number(totals?.total_tokens)],
    [t('cost'), totals ? formatCost(format, totals.cost_micro_usd) : '…'],
    [t('mean'), time(totals?.mean_ms)],
  ]

  return (
    <>
      <SimpleGrid component="dl" cols={{ base: 2, sm: 4 }} spacing="sm" m={0} mb="lg">
        {figures.map(([name, value]) => (
          <div key={name} className={classes.figure}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </SimpleGrid>
      {totals && totals.unpriced_answers > 0 && (
        <Text size="sm" c="dimmed" mb="md">
          {t('unpriced', { count: totals.unpriced_answers })}
        </Text>
      )}
    </>
  )
}

function useMetrics(days: Days) {
  return useInfiniteQuery({
    queryKey: platformKeys.metrics(days),
    queryFn: ({ pageParam, signal }) =>
      api
        .GET('/api/admin/metrics', {
          params: { query: { ...periodOf(days), ...(pageParam !== null && { cursor: pageParam }) } },
          signal,
        })
        .then(dataOf),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.cursor,
  })
}

/** So many days, today included. */
function periodOf(days: Days) {
  const first = new Date()
  first.setDate(first.getDate() - days + 1)
  return { first_day: localDay(first.toISOString()), last_day: localDay(new Date().toISOString()) }
}
