import { notifications } from '@mantine/notifications'
import { useTranslations } from 'use-intl'

import { useProblemText } from './useProblemText'

type Notify = {
  /** Something is done; said in a few words. */
  done: (message: string) => void
  /** Something failed: what did, and why. Written for `onError`. */
  failed: (title: string) => (error: unknown) => void
}

/** Short messages in the corner. What stays true belongs on the page instead. */
export function useNotify(): Notify {
  const describe = useProblemText()
  const t = useTranslations('app')
  const shown = { withBorder: true, closeButtonProps: { 'aria-label': t('close') } }

  return {
    done: (message) => {
      notifications.show({ message, color: 'petrol', autoClose: 4000, ...shown })
    },
    failed: (title) => (error) => {
      notifications.show({ title, message: describe(error), color: 'red', autoClose: 9000, role: 'alert', ...shown })
    },
  }
}
