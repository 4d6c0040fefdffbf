import { useQuery } from '@tanstack/react-query'

import { api, dataOf } from '@/lib/api'

import { dashKeys } from './dashKeys'
import { type DashSearch, toQuery } from './DashSearch'

/** While another period loads, the one before stays on the screen. */
export function usePerformance(search: DashSearch) {
  const query = toQuery(search, 'counters')

  return useQuery({
    queryKey: dashKeys.of('performance', query),
    queryFn: ({ signal }) => api.GET('/api/dashboard/performance', { params: { query }, signal }).then(dataOf),
    placeholderData: (before) => before,
  })
}
