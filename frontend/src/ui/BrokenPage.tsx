import { Button } from '@mantine/core'
import { IconBug, IconLock } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'

import { api } from '@/lib/api'
import { ApiProblem } from '@/lib/ApiProblem'

import { EmptyState } from './EmptyState'
import { FullPage } from './FullPage'
import { ProblemNotice } from './ProblemNotice'
import { useProblemText } from './useProblemText'

/** What a route shows when it failed: our mistake, a server that did not answer, or a closed company. */
export function BrokenPage({ error, reset }: { error: unknown; reset: () => void }) {
  const t = useTranslations()

  if (error instanceof ApiProblem && ['TENANT_SUSPENDED', 'TENANT_CLOSED'].includes(error.code)) {
    return <Blocked problem={error} />
  }
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

function Blocked({ problem }: { problem: ApiProblem }) {
  const t = useTranslations('entry')
  const tApp = useTranslations('app')
  const describe = useProblemText()
  // The session may be gone already: the sign-in page is the way out in any case.
  const leave = () =>
    void api
      .POST('/api/auth/sign-out')
      .catch(() => null)
      .then(() => window.location.assign('/sign-in'))

  return (
    <FullPage>
      <EmptyState
        role="alert"
        icon={<IconLock size={22} stroke={1.6} />}
        title={problem.code === 'TENANT_CLOSED' ? t('closedTitle') : t('suspendedTitle')}
        hint={describe(problem)}
      >
        <Button variant="default" onClick={() => window.location.reload()}>
          {tApp('retry')}
        </Button>
        <Button onClick={leave}>{t('signOut')}</Button>
      </EmptyState>
    </FullPage>
  )
}
