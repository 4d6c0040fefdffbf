import type { Messages } from '@/messages/ptBR'

export const app: Messages['app'] = {
  name: 'DOM360',
  loading: 'Loading',
  skipToContent: 'Skip to content',
  offline: 'No internet connection. What you write is kept and goes on when it is back.',
  notFoundTitle: 'We can’t find this page',
  notFoundHint: 'The address may have changed, or the item is gone.',
  backHome: 'Back to the start',
  brokenTitle: 'Something broke on this screen',
  brokenHint: 'This is our mistake. Reload the page; if it stays, tell whoever runs the platform.',
  reload: 'Reload',
  retry: 'Try again',
  notLive: 'No connection to the server. What you see may be out of date.',
  showMore: 'Show more',
  cancel: 'Cancel',
  close: 'Close',
}
