import { Skeleton } from '@mantine/core'
import { IconChartHistogram } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'

import { EmptyState } from '@/ui/EmptyState'
import { ProblemNotice } from '@/ui/ProblemNotice'

import classes from './DashBody.module.css'
import { DashHead } from './DashHead'

type Head = Parameters<typeof DashHead>[0]['head']

/** Loading, problem, nothing in this period, then the dashboard. */
export function DashBody<Data extends Head>({
  query,
  isEmpty,
  children,
}: {
  query: UseQueryResult<Data>
  isEmpty: (data: Data) => boolean
  children: (data: Data) => ReactNode
}) {
  const t = useTranslations('dashboards')
  if (query.isPending) return <Loading />
  if (query.isError) return <ProblemNotice title={t('problem')} error={query.error} retry={query.refetch} />

  return (
    <>
      <DashHead head={query.data} loading={query.isPlaceholderData} />
      {isEmpty(query.data) ? (
        <EmptyState icon={<IconChartHistogram size={22} stroke={1.6} />} title={t('empty')} hint={t('emptyHint')} />
      ) : (
        <div className={classes.body} data-old={query.isPlaceholderData || undefined}>
          {children(query.data)}
        </div>
      )}
    </>
  )
}

export function Cards({ children }: { children: ReactNode }) {
  return <div className={classes.cards}>{children}</div>
}

function Loading() {
  const t = useTranslations('app')

  return (
    <div className="delayed" role="status" aria-label={t('loading')}>
      <Skeleton height={14} width={280} mb={22} />
      <div className={classes.loadingTiles}>
        {[0, 1, 2, 3, 4, 5].map((tile) => (
          <Skeleton key={tile} height={76} radius={12} />
        ))}
      </div>
      <Skeleton height={360} radius={12} />
    </div>
  )
}
