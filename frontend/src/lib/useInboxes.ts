import { useQuery } from '@tanstack/react-query'

import { api, dataOf } from '@/lib/api'

export const inboxKeys = { all: ['inboxes'] as const }

/** The tenant's inboxes. Every page that lets one choose an inbox asks here. */
export function useInboxes() {
  return useQuery({
    queryKey: inboxKeys.all,
    queryFn: ({ signal }) => api.GET('/api/inboxes', { signal }).then(dataOf),
    select: (list) => list.items,
    staleTime: 60_000,
  })
}
