import { keepPreviousData, type QueryClient, useInfiniteQuery } from '@tanstack/react-query'

import { api, dataOf } from '@/lib/api'

import { inboxKeys } from './inboxKeys'
import { type InboxSearch, toQuery } from './InboxSearch'
import { type ConversationPages, flat } from './pages'

const PAGE = 60

export function useConversationList(search: InboxSearch) {
  return useInfiniteQuery({
    queryKey: inboxKeys.list(search),
    initialPageParam: null as string | null, // The first page has no cursor.
    queryFn: ({ pageParam, signal }) =>
      api
        .GET('/api/conversations', {
          params: {
            query: { ...toQuery(search), limit: PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) },
          },
          signal,
        })
        .then(dataOf),
    getNextPageParam: (page) => page.cursor,
    select: flat,
    // Another filter shows what was there until its rows are here: no jump to empty and back.
    placeholderData: keepPreviousData,
    // Kept true by what the server tells; a hundred loaded pages are not read again at every focus.
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  })
}

/** Loads the first page anew and lets go of the others: what stood there may be anywhere by now. */
export function reloadLists(queryClient: QueryClient): void {
  queryClient.setQueriesData<ConversationPages>({ queryKey: inboxKeys.lists() }, (data) =>
    data && { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) },
  )
  void queryClient.invalidateQueries({ queryKey: inboxKeys.lists() })
}
