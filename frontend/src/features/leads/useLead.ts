import { useInfiniteQuery, useQuery } from '@tanstack/react-query'

import { api, dataOf } from '@/lib/api'

import { leadsKeys } from './leadsKeys'

const path = (leadId: string) => ({ path: { lead_id: leadId } })

export function useLead(leadId: string) {
  return useQuery({
    queryKey: leadsKeys.lead(leadId),
    queryFn: ({ signal }) => api.GET('/api/leads/{lead_id}', { params: path(leadId), signal }).then(dataOf),
  })
}

/** What happened, newest first. */
export function useTimeline(leadId: string) {
  return useInfiniteQuery({
    queryKey: leadsKeys.events(leadId),
    initialPageParam: null as string | null, // The first page has no cursor.
    queryFn: ({ pageParam, signal }) =>
      api
        .GET('/api/leads/{lead_id}/events', {
          params: { ...path(leadId), query: { limit: 30, ...(pageParam === null ? {} : { cursor: pageParam }) } },
          signal,
        })
        .then(dataOf),
    getNextPageParam: (page) => page.cursor,
    select: (data) => data.pages.flatMap((page) => page.items),
  })
}
