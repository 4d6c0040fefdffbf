import { Anchor, Modal, Switch, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'

import { api, dataOf } from '@/lib/api'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { TextSkeleton } from '@/ui/Skeletons'
import { useNotify } from '@/ui/useNotify'

import { accountKeys } from './useAccount'

const key = [...accountKeys.all, 'weeklyReport'] as const

/** Whether one gets the report of each week by mail, and what it looks like. */
export function WeeklyReport() {
  const t = useTranslations('weekly')
  const tCommon = useTranslations('common')
  const { done, failed } = useNotify()
  const [opened, { open, close }] = useDisclosure()
  const report = useWeeklyReport()
  const change = useWeeklyReportChange()

  if (report.isPending) return <TextSkeleton lines={2} />
  if (report.isError) {
    return <ProblemNotice title={tCommon('loadFailed')} error={report.error} retry={report.refetch} />
  }

  return (
    <>
      <Switch
        label={t('switch')}
        description={report.data.sends ? undefined : t('noMailServer')}
        checked={report.data.subscribed}
        disabled={!report.data.can_subscribe || change.isPending}
        onChange={(event) =>
          change.mutate(event.currentTarget.checked, {
            onSuccess: (now) => done(now.subscribed ? t('asked') : t('ended')),
            onError: failed(tCommon('saveFailed')),
          })
        }
      />
      <Anchor component="button" type="button" size="sm" mt="sm" onClick={open}>
        {t('example')}
      </Anchor>
      <Modal opened={opened} onClose={close} title={t('exampleTitle')} size="lg">
        <Example />
      </Modal>
    </>
  )
}

/** In a frame without any rights: the mail is drawn as a mail program draws it. */
function Example() {
  const t = useTranslations('weekly')
  const tCommon = useTranslations('common')
  const example = useQuery({
    queryKey: [...key, 'example'],
    queryFn: ({ signal }) => api.GET('/api/reports/weekly/preview', { signal }).then(dataOf),
  })

  if (example.isPending) return <TextSkeleton lines={8} />
  if (example.isError) {
    return <ProblemNotice title={tCommon('loadFailed')} error={example.error} retry={example.refetch} />
  }

  return (
    <>
      <Text size="sm" fw={560} mb="xs">
        {example.data.subject}
      </Text>
      <iframe
        title={t('exampleTitle')}
        sandbox=""
        srcDoc={example.data.html}
        style={{ width: '100%', height: '60vh', border: '1px solid var(--line)', background: '#ffffff' }}
      />
    </>
  )
}

function useWeeklyReport() {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.GET('/api/reports/weekly', { signal }).then(dataOf),
  })
}

function useWeeklyReportChange() {
  const queryClient = useQueryClient()

  return useMutation({
    mutationFn: (subscribed: boolean) => api.PUT('/api/reports/weekly', { body: { subscribed } }).then(dataOf),
    onSuccess: (now) => queryClient.setQueryData(key, now),
  })
}
