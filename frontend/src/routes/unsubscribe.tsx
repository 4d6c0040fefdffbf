import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { createFileRoute, useLocation } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

import { EntryFrame } from '@/features/session/EntryFrame'
import { api, dataOf } from '@/lib/api'
import { ProblemNotice } from '@/ui/ProblemNotice'

/** Behind a button: programs that open the links of mails to look at them end nothing. */
export const Route = createFileRoute('/unsubscribe')({ component: UnsubscribePage })

function UnsubscribePage() {
  const t = useTranslations('weekly')
  const token = useLocation({ select: (location) => location.hash })
  const end = useMutation({
    mutationFn: () => api.POST('/api/reports/weekly/unsubscribe', { params: { query: { token } } }).then(dataOf),
  })

  if (end.isSuccess) return <EntryFrame title={t('endedTitle')} text={t('endedHint')} isNews children={null} />

  return (
    <EntryFrame title={t('endTitle')} text={t('endHint')}>
      {end.isError && <ProblemNotice title={t('endFailed')} error={end.error} retry={() => end.mutate()} />}
      <Button size="md" fullWidth loading={end.isPending} disabled={token === ''} onClick={() => end.mutate()}>
        {t('end')}
      </Button>
    </EntryFrame>
  )
}
