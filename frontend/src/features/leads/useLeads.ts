import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'

import { api, dataOf, type Schema } from '@/lib/api'
import { omit } from '@/lib/omit'

import { flatten } from './boardMove'
import type { LeadQuery } from './LeadSearch'
import { leadsKeys } from './leadsKeys'
import type { LeadState } from './leadStates'

const ROWS = 50
const CARDS = 20

/** The table's rows, page by page. */
export function useLeadList(query: LeadQuery) {
  return useInfiniteQuery({
    queryKey: leadsKeys.list(query),
    initialPageParam: null as string | null, // The first page has no cursor.
    queryFn: ({ pageParam, signal }) => fetchPage(query, ROWS, pageParam, signal),
    getNextPageParam: (page) => page.cursor,
    placeholderData: keepPreviousData,
    select: flatten,
  })
}

/** One column of the board. It is asked for when somebody sees it. */
export function useLeadColumn(state: LeadState, query: LeadQuery, { enabled }: { enabled: boolean }) {
  return useInfiniteQuery({
    queryKey: leadsKeys.column(state, query),
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => fetchPage({ ...query, state: [state] }, CARDS, pageParam, signal),
    getNextPageParam: (page) => page.cursor,
    select: flatten,
    enabled,
  })
}

/** How many leads are in each state, with the filters that are set. */
export function useFunnel(query: LeadQuery) {
  const filters = omit(query, 'state', 'sort')
  return useQuery<Schema<'Funnel'>>({
    queryKey: leadsKeys.funnel(filters),
    queryFn: ({ signal }) => api.GET('/api/leads/funnel', { params: { query: filters }, signal }).then(dataOf),
    placeholderData: keepPreviousData,
  })
}

function fetchPage(query: LeadQuery, limit: number, cursor: string | null, signal: AbortSignal) {
  return api
    .GET('/api/leads', {
      params: { query: { ...query, limit, ...(cursor === null ? {} : { cursor }) } },
      signal,
    })
    .then(dataOf)
}
