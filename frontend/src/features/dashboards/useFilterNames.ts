import { useQuery } from '@tanstack/react-query'

import { api, dataOf } from '@/lib/api'
import { omit } from '@/lib/omit'

import { dashKeys } from './dashKeys'
import { type DashSearch, toQuery } from './DashSearch'

/** The models, or the sources, that there are in the period. Asked for when a filter opens. */
export function useFilterNames(search: DashSearch, of: 'models' | 'sources' | null) {
  const bare = omit(search, 'models', 'sources', 'compare')
  const query = toQuery(bare, of === 'sources' ? 'funnel' : 'counters')

  return useQuery({
    queryKey: [...dashKeys.all, 'names', of, query],
    enabled: of !== null,
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      of === 'sources'
        ? api
            .GET('/api/dashboard/funnel', { params: { query }, signal })
            .then(dataOf)
            .then((found) => found.by_source.map(({ key }) => key).filter((key) => key !== ''))
        : api
            .GET('/api/dashboard/usage', { params: { query }, signal })
            .then(dataOf)
            .then((found) => found.by_model.map(({ key }) => key)),
  })
}
