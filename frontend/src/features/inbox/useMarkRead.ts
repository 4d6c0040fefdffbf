import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useSyncExternalStore } from 'react'

import { api } from '@/lib/api'

import { useInbox } from './InboxContext'
import { inboxKeys } from './inboxKeys'
import type { Conversation } from './pages'
import { keepConversation } from './useConversation'

/** Remembers that the end of a conversation was seen: when it was in sight, in a window in use. */
export function useMarkRead(conversation: Conversation, lastIndex: number, away: boolean): void {
  const queryClient = useQueryClient()
  const { myId } = useInbox()
  const told = useRef(0)
  const looking = useSyncExternalStore(subscribe, () => document.hasFocus() && !document.hidden)
  const { id, message_count: count, unread_count: unread } = conversation
  const upTo = Math.max(lastIndex, count)

  useEffect(() => {
    if (!looking || away || lastIndex === 0 || upTo <= told.current || unread === 0) return
    told.current = upTo
    keepConversation(queryClient, { ...conversation, unread_count: 0 }, myId)
    api
      .PUT('/api/conversations/{conversation_id}/read', {
        params: { path: { conversation_id: id } },
        body: { message_index: upTo },
      })
      .then(() => queryClient.invalidateQueries({ queryKey: inboxKeys.counts() }))
      .catch(() => {
        // Told again with the next message, or when it is opened again.
        told.current = 0
      })
  }, [looking, away, lastIndex, upTo, unread, id, conversation, myId, queryClient])
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('focus', listener)
  window.addEventListener('blur', listener)
  document.addEventListener('visibilitychange', listener)
  return () => {
    window.removeEventListener('focus', listener)
    window.removeEventListener('blur', listener)
    document.removeEventListener('visibilitychange', listener)
  }
}
