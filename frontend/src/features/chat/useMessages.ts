import { type InfiniteData, infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'

import { api, dataOf, type Schema } from '@/lib/api'

import { chatKeys } from './chatKeys'
import { awaitsAnswer } from './awaitsAnswer'

const PAGE = 50
const LOOK_AGAIN_MS = 4000

export type MessagePages = InfiniteData<Schema<'MessagePage'>>

/** The "next" page of the query holds earlier messages. */
export function messagesQuery(conversationId: string) {
  return infiniteQueryOptions({
    queryKey: chatKeys.messages(conversationId),
    initialPageParam: null as number | null, // The newest page has no bound.
    queryFn: ({ pageParam, signal }) =>
      api
        .GET('/api/conversations/{conversation_id}/messages', {
          params: {
            path: { conversation_id: conversationId },
            query: { limit: PAGE, ...(pageParam === null ? {} : { before: pageParam }) },
          },
          signal,
        })
        .then(dataOf),
    getNextPageParam: (page) => page.before,
  })
}

/** The history, oldest first. */
export function useMessages(conversationId: string) {
  return useInfiniteQuery({
    ...messagesQuery(conversationId),
    select: oldestFirst,
    // A turn may be under way elsewhere: another tab, the API, the worker that repairs.
    refetchInterval: (query) =>
      query.state.data && awaitsAnswer(oldestFirst(query.state.data).at(-1), Date.now())
        ? LOOK_AGAIN_MS
        : false,
  })
}

function oldestFirst(data: MessagePages): Schema<'StoredMessage'>[] {
  return data.pages.toReversed().flatMap((page) => page.items)
}
