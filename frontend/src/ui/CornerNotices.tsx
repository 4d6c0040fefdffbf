import '@mantine/notifications/styles.layer.css'

import { Notifications } from '@mantine/notifications'

/** Where `useNotify` says what is done and what failed. */
export function CornerNotices() {
  return <Notifications position="top-right" limit={4} />
}
