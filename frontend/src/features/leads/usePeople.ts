import { useQuery } from '@tanstack/react-query'

import { api, dataOf } from '@/lib/api'

/** The company's people: whoever can own a lead. */
export function usePeople() {
  return useQuery({
    queryKey: ['people'],
    queryFn: ({ signal }) => api.GET('/api/people', { signal }).then(dataOf),
    select: (list) => list.items,
    staleTime: 60_000,
  })
}
