import { type QueryClient, useQueryClient } from '@tanstack/react-query'

import { useLiveChanges } from '@/lib/live/live'

import { inboxKeys } from './inboxKeys'
import { fetchConversation, keepConversation } from './useConversation'
import { reloadLists } from './useConversationList'
import { readNewest } from './useHistory'

/** From here on, one list is cheaper than its rows one by one. */
const MANY = 12

/** Keeps everything of the inbox that is loaded true while the company works. */
export function useLiveInbox(myId: string): void {
  const queryClient = useQueryClient()

  useLiveChanges((changes) => {
    void queryClient.invalidateQueries({ queryKey: inboxKeys.counts() })
    if (changes === 'everything') {
      reloadLists(queryClient)
      void queryClient.invalidateQueries({ queryKey: [...inboxKeys.all, 'conversation'] })
      void queryClient.invalidateQueries({ queryKey: [...inboxKeys.all, 'messages'] })
      void queryClient.invalidateQueries({ queryKey: [...inboxKeys.all, 'lead'] })
      return
    }
    for (const { kind, id } of changes) {
      if (kind === 'lead') void queryClient.invalidateQueries({ queryKey: inboxKeys.lead(id) })
      if (kind === 'message') void readNewest(queryClient, id).catch(() => undefined)
    }
    const ids = [...new Set(changes.filter(({ kind }) => kind !== 'lead').map(({ id }) => id))]
    if (ids.length > MANY) {
      reloadLists(queryClient)
      return
    }
    for (const id of ids) void readAgain(queryClient, id, myId)
  })
}

async function readAgain(queryClient: QueryClient, conversationId: string, myId: string): Promise<void> {
  try {
    keepConversation(queryClient, await fetchConversation(conversationId), myId)
  } catch {
    // It tells of itself again when it changes; whoever opens it meanwhile loads it.
  }
}
