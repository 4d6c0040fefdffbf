import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useTranslations } from 'use-intl'

import { useProblemText } from './useProblemText'

type Act = { label: string; run: () => void }

type Notify = {
  /** Something is done; said in a few words. `act` is the way back, or on. */
  done: (message: string, act?: Act) => void
  /** Something failed: what did, and why. Written for `onError`. */
  failed: (title: string) => (error: unknown) => void
}

/** Short messages in the corner. What stays true belongs on the page instead. */
export function useNotify(): Notify {
  const describe = useProblemText()
  const t = useTranslations('app')
  const shown = { withBorder: true, closeButtonProps: { 'aria-label': t('close') } }

  return {
    done: (message, act) => {
      const id = notifications.show({
        message: act ? <WithAct message={message} label={act.label} run={() => take(act)} /> : message,
        color: 'petrol',
        autoClose: act ? 9000 : 4000,
        ...shown,
      })
      function take({ run }: Act) {
        notifications.hide(id)
        run()
      }
    },
    failed: (title) => (error) => {
      notifications.show({ title, message: describe(error), color: 'red', autoClose: 9000, role: 'alert', ...shown })
    },
  }
}

function WithAct({ message, label, run }: { message: string } & Act) {
  return (
    <span style={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: '0.75rem' }}>
      {message}
      <Button size="compact-sm" variant="light" onClick={run}>
        {label}
      </Button>
    </span>
  )
}
