import { Button, SegmentedControl, Text } from '@mantine/core'
import { IconListCheck, IconRefresh } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'

import { api, dataOf, type Schema } from '@/lib/api'
import { DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { Moment } from '@/ui/Moment'
import { Page } from '@/ui/Page'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { Tag } from '@/ui/Tag'
import { useNotify } from '@/ui/useNotify'

import { JOB_STATES, type JobState } from './jobStates'
import { platformKeys } from './platformKeys'

const COLORS = { todo: 'gray', doing: 'blue', failed: 'red' } as const
const EVERY_MS = 10_000

export function JobsPage({ state, onState }: { state: JobState | null; onState: (state: JobState | null) => void }) {
  const t = useTranslations('platform.jobs')
  const tPage = useTranslations('platform.page')
  const tCommon = useTranslations('common')
  const jobs = useJobs(state)

  return (
    <Page
      title={tPage('jobs')}
      description={t('description')}
      wide
      tabs={
        <SegmentedControl
          aria-label={t('state')}
          size="xs"
          data={[{ value: '', label: t('anyState') }, ...JOB_STATES.map((one) => ({ value: one, label: t(one) }))]}
          value={state ?? ''}
          onChange={(value) => onState(JOB_STATES.find((one) => one === value) ?? null)}
        />
      }
    >
      {jobs.isError ? (
        <ProblemNotice title={tCommon('loadFailed')} error={jobs.error} retry={jobs.refetch} />
      ) : (
        <DataTable
          label={tPage('jobs')}
          rows={jobs.data?.pages.flatMap((page) => page.items)}
          rowKey={(job) => String(job.id)}
          more={jobs.hasNextPage ? { loading: jobs.isFetchingNextPage, load: jobs.fetchNextPage } : null}
          empty={<EmptyState icon={<IconListCheck size={22} />} title={t('empty')} hint={t('emptyHint')} />}
          columns={[
            {
              key: 'task',
              title: t('task'),
              cell: (job) => (
                <>
                  <Text size="sm" ff="monospace">
                    {job.task}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {`#${job.id} · ${job.queue}`}
                  </Text>
                </>
              ),
            },
            {
              key: 'state',
              title: t('state'),
              cell: (job) => {
                const known = JOB_STATES.find((one) => one === job.status)
                return known ? <Tag color={COLORS[known]}>{t(known)}</Tag> : <Tag>{job.status}</Tag>
              },
            },
            { key: 'tries', title: t('tries'), numeric: true, optional: true, cell: (job) => job.attempts },
            {
              key: 'due',
              title: t('due'),
              optional: true,
              cell: (job) => <Moment at={job.scheduled_at} empty="–" />,
            },
            {
              key: 'last',
              title: t('last'),
              optional: true,
              cell: (job) => (
                <Text size="sm" span>
                  {job.last_event} <Moment at={job.last_event_at} empty="" />
                </Text>
              ),
            },
            { key: 'retry', title: '', cell: (job) => job.status === 'failed' && <Retry job={job} /> },
          ]}
        />
      )}
    </Page>
  )
}

function Retry({ job }: { job: Schema<'JobView'> }) {
  const t = useTranslations('platform.jobs')
  const queryClient = useQueryClient()
  const { done, failed } = useNotify()
  const retry = useMutation({
    mutationFn: () =>
      api.POST('/api/admin/jobs/{job_id}/retry', { params: { path: { job_id: job.id } } }).then(dataOf),
    onSuccess() {
      done(t('retried'))
      return queryClient.invalidateQueries({ queryKey: platformKeys.jobs() })
    },
    onError: failed(t('retryFailed')),
  })

  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<IconRefresh size={15} />}
      aria-label={t('retryOf', { task: job.task })}
      loading={retry.isPending}
      onClick={() => retry.mutate()}
    >
      {t('retry')}
    </Button>
  )
}

function useJobs(state: JobState | null) {
  return useInfiniteQuery({
    queryKey: platformKeys.jobList(state),
    queryFn: ({ pageParam, signal }) =>
      api
        .GET('/api/admin/jobs', {
          params: { query: { ...(state && { status: state }), ...(pageParam !== null && { cursor: pageParam }) } },
          signal,
        })
        .then(dataOf),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.cursor,
    refetchInterval: EVERY_MS,
  })
}
