import { useInfiniteQuery, type InfiniteData } from '@tanstack/react-query'

import { api, dataOf, type Schema } from '@/lib/api'

import { chatKeys } from './chatKeys'

const PAGE = 30

/** The newest conversations first, page by page. */
export function useConversations() {
  return useInfiniteQuery({
    queryKey: chatKeys.conversations(),
    initialPageParam: null as string | null, // The first page has no cursor.
    queryFn: ({ pageParam, signal }) =>
      api
        .GET('/api/conversations', {
          params: { query: { limit: PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) } },
          signal,
        })
        .then(dataOf),
    getNextPageParam: (page) => page.cursor,
    select: flatten,
  })
}

/** A conversation that moved up between two page loads is in both: the first one counts. */
function flatten(data: InfiniteData<Schema<'ConversationPage'>>): Schema<'ConversationView'>[] {
  const byId = new Map<string, Schema<'ConversationView'>>()
  for (const page of data.pages) {
    for (const item of page.items) if (!byId.has(item.id)) byId.set(item.id, item)
  }
  return [...byId.values()]
}
