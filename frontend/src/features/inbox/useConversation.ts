import { type QueryClient, useQuery } from '@tanstack/react-query'

import { api, dataOf } from '@/lib/api'

import { inboxKeys } from './inboxKeys'
import { belongs, type InboxSearch } from './InboxSearch'
import { type Conversation, type ConversationPages, withConversations } from './pages'

export function fetchConversation(conversationId: string, signal?: AbortSignal): Promise<Conversation> {
  return api
    .GET('/api/conversations/{conversation_id}', {
      params: { path: { conversation_id: conversationId } },
      ...(signal && { signal }),
    })
    .then(dataOf)
}

export function useConversation(conversationId: string) {
  return useQuery({
    queryKey: inboxKeys.conversation(conversationId),
    queryFn: ({ signal }) => fetchConversation(conversationId, signal),
    staleTime: 30_000,
  })
}

/** Puts a conversation, as it is now, wherever it is shown. */
export function keepConversation(queryClient: QueryClient, now: Conversation, myId: string): void {
  queryClient.setQueryData(inboxKeys.conversation(now.id), now)
  for (const [key, data] of queryClient.getQueriesData<ConversationPages>({ queryKey: inboxKeys.lists() })) {
    if (!data) continue
    // The last part of a list's key is its search: see inboxKeys.
    const search = key.at(-1) as InboxSearch
    const known = data.pages.some((page) => page.items.some((it) => it.id === now.id))
    // Only the server can say whether a new one has what one searches for.
    if (search.q && !known) continue
    queryClient.setQueryData(key, withConversations(data, [{ id: now.id, now: belongs(now, search, myId) ? now : null }]))
  }
}
