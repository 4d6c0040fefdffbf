import { Button } from '@mantine/core'
import { IconBug } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'

import { ApiProblem } from '@/lib/ApiProblem'

import { EmptyState } from './EmptyState'
import { FullPage } from './FullPage'
import { ProblemNotice } from './ProblemNotice'

/** What a route shows when it failed: our mistake, or a server that did not answer. */
export function BrokenPage({ error, reset }: { error: unknown; reset: () => void }) {
  const t = useTranslations()

  return (
    <FullPage>
      {error instanceof ApiProblem ? (
        <ProblemNotice title={t('problem.title')} error={error} retry={reset} />
      ) : (
        <EmptyState role="alert" icon={<IconBug size={22} />} title={t('app.brokenTitle')} hint={t('app.brokenHint')}>
          <Button onClick={() => window.location.reload()}>{t('app.reload')}</Button>
        </EmptyState>
      )}
    </FullPage>
  )
}
