import { useQuery } from '@tanstack/react-query'

import { api, dataOf } from '@/lib/api'

import { chatKeys } from './chatKeys'

export function useInboxes() {
  return useQuery({
    queryKey: chatKeys.inboxes(),
    queryFn: ({ signal }) => api.GET('/api/inboxes', { signal }).then(dataOf),
    select: (list) => list.items,
    staleTime: 60_000,
  })
}
