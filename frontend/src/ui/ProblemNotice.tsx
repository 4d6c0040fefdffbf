import { Button, Text } from '@mantine/core'
import { IconCloudOff, IconRefresh } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'

import { ApiProblem } from '@/lib/ApiProblem'

import { EmptyState } from './EmptyState'
import { useProblemText } from './useProblemText'

/** Something could not be loaded: says so, says why, and offers to try again. */
export function ProblemNotice({ title, error, retry }: { title: string; error: unknown; retry: () => unknown }) {
  const t = useTranslations()
  const describe = useProblemText()

  return (
    <EmptyState icon={<IconCloudOff size={22} stroke={1.6} />} title={title} hint={describe(error)} role="alert">
      <Button variant="default" size="sm" leftSection={<IconRefresh size={16} />} onClick={() => void retry()}>
        {t('app.retry')}
      </Button>
      <Text size="xs" c="dimmed">
        {t('problem.technical', { code: ApiProblem.from(error).code })}
      </Text>
    </EmptyState>
  )
}
