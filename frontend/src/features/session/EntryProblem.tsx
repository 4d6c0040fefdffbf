import { Alert } from '@mantine/core'
import { IconAlertCircle, IconClock } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'

import { ApiProblem } from '@/lib/ApiProblem'
import { useProblemText } from '@/ui/useProblemText'

/** Why one did not get in; after too many tries, also how long to wait. */
export function EntryProblem({ error, wait = 0 }: { error: unknown; wait?: number }) {
  const t = useTranslations('entry')
  const describe = useProblemText()
  if (error === null || error === undefined) return null

  return (
    <Alert
      color="red"
      variant="light"
      role="alert"
      mb="lg"
      icon={wait > 0 ? <IconClock size={18} /> : <IconAlertCircle size={18} />}
    >
      {describe(error)}
      {wait > 0 && (
        // Not read out every second: the alert around it was, once.
        <span aria-live="off" style={{ display: 'block', marginTop: 4, fontVariantNumeric: 'tabular-nums' }}>
          {t('waitFor', { seconds: wait })}
        </span>
      )}
    </Alert>
  )
}

/** The seconds until one may try again, counting down. */
export function useWait(error: unknown): number {
  const [left, setLeft] = useState(0)

  useEffect(() => {
    const problem = ApiProblem.from(error)
    const waitMs = problem.status === 429 ? (problem.retryAfterMs ?? 0) : 0
    const until = Date.now() + waitMs
    const tick = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)))
    tick()
    if (waitMs === 0) return
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [error])

  return left
}
