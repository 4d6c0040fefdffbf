import { useQuery } from '@tanstack/react-query'

import { api, dataOf } from '@/lib/api'

import { inboxKeys } from './inboxKeys'

const RARELY = 5 * 60_000

/** Colleagues who can be given a conversation. */
export function usePeople() {
  return useQuery({
    queryKey: inboxKeys.people(),
    queryFn: ({ signal }) => api.GET('/api/people', { signal }).then(dataOf),
    select: (list) => list.items.filter((person) => person.status === 'active'),
    staleTime: RARELY,
  })
}

export function useLabels() {
  return useQuery({
    queryKey: inboxKeys.labels(),
    queryFn: ({ signal }) => api.GET('/api/labels', { signal }).then(dataOf),
    select: (list) => list.items,
    staleTime: RARELY,
  })
}

export function useCannedAnswers() {
  return useQuery({
    queryKey: inboxKeys.cannedAnswers(),
    queryFn: ({ signal }) => api.GET('/api/canned-answers', { signal }).then(dataOf),
    select: (list) => list.items,
    staleTime: RARELY,
  })
}

export function useLead(leadId: string | undefined) {
  return useQuery({
    queryKey: inboxKeys.lead(leadId ?? ''),
    queryFn: ({ signal }) =>
      api.GET('/api/leads/{lead_id}', { params: { path: { lead_id: leadId ?? '' } }, signal }).then(dataOf),
    enabled: leadId !== undefined,
    staleTime: 30_000,
  })
}
