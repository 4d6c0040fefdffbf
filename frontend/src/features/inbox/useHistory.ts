import { type QueryClient, useInfiniteQuery, useQuery } from '@tanstack/react-query'

import { api, dataOf } from '@/lib/api'

import { inboxKeys } from './inboxKeys'
import { type Message, type MessagePages, oldestFirst, withNewest } from './pages'

const PAGE = 50

function fetchMessages(conversationId: string, before: number | null, signal?: AbortSignal) {
  return api
    .GET('/api/conversations/{conversation_id}/messages', {
      params: {
        path: { conversation_id: conversationId },
        query: { limit: PAGE, internal: true, ...(before === null ? {} : { before }) },
      },
      ...(signal && { signal }),
    })
    .then(dataOf)
}

/** Everything that was said, with notes and dropped answers, oldest first. */
export function useHistory(conversationId: string) {
  return useInfiniteQuery({
    queryKey: inboxKeys.messages(conversationId),
    initialPageParam: null as number | null, // The newest page has no bound.
    queryFn: ({ pageParam, signal }) => fetchMessages(conversationId, pageParam, signal),
    getNextPageParam: (page) => page.before,
    select: (data): Message[] => oldestFirst(data).filter((it) => it.content !== ''),
    staleTime: 30_000,
  })
}

/** Reads the end of a history again and joins it to what is loaded. */
export async function readNewest(queryClient: QueryClient, conversationId: string): Promise<void> {
  const queryKey = inboxKeys.messages(conversationId)
  if (!queryClient.getQueryData(queryKey)) return
  const newest = await fetchMessages(conversationId, null)
  queryClient.setQueryData<MessagePages>(queryKey, (data) => data && withNewest(data, newest))
}

/** Where one had read to when the conversation was opened: the line stays there while one reads on. */
export function useReadMark(conversationId: string) {
  return useQuery({
    queryKey: inboxKeys.readMark(conversationId),
    queryFn: ({ signal }) =>
      api
        .GET('/api/conversations/{conversation_id}/read', {
          params: { path: { conversation_id: conversationId } },
          signal,
        })
        .then(dataOf),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
}
