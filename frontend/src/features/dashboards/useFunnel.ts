import { useQuery } from '@tanstack/react-query'

import { api, dataOf } from '@/lib/api'

import { dashKeys } from './dashKeys'
import { type DashSearch, toQuery } from './DashSearch'

/** While another period loads, the one before stays on the screen. */
export function useFunnel(search: DashSearch) {
  const query = toQuery(search, 'funnel')

  return useQuery({
    queryKey: dashKeys.of('funnel', query),
    queryFn: ({ signal }) => api.GET('/api/dashboard/funnel', { params: { query }, signal }).then(dataOf),
    placeholderData: (before) => before,
  })
}
