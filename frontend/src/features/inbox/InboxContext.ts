import { createContext, use } from 'react'

import type { InboxSearch } from './InboxSearch'

export type InboxScreen = {
  search: InboxSearch
  myId: string
  myName: string
  /** Who may only read gets no buttons that write. */
  mayWrite: boolean
}

export const InboxContext = createContext<InboxScreen | null>(null)

export function useInbox(): InboxScreen {
  const inbox = use(InboxContext)
  if (!inbox) throw new Error('useInbox needs an InboxLayout above it.')
  return inbox
}
