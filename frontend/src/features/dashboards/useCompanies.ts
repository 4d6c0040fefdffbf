import { useQuery } from '@tanstack/react-query'

import { api, dataOf } from '@/lib/api'

import { dashKeys } from './dashKeys'

const MANY = 100

/** What all companies consumed, and the first hundred of those that are looked for, by name. */
export function useCompanies(firstDay: string, lastDay: string, search: string | undefined) {
  return useQuery({
    queryKey: dashKeys.companies(firstDay, lastDay, search),
    queryFn: ({ signal }) =>
      api
        .GET('/api/admin/metrics', {
          params: { query: { first_day: firstDay, last_day: lastDay, limit: MANY, ...(search && { search }) } },
          signal,
        })
        .then(dataOf),
    placeholderData: (before) => before,
  })
}
