import { useQuery } from '@tanstack/react-query'

import { api, dataOf } from '@/lib/api'

import { dashKeys } from './dashKeys'

const MANY = 100

/** What all companies consumed, and the first hundred of them, largest first. */
export function useCompanies(firstDay: string, lastDay: string) {
  return useQuery({
    queryKey: dashKeys.companies(firstDay, lastDay),
    queryFn: ({ signal }) =>
      api
        .GET('/api/admin/metrics', { params: { query: { first_day: firstDay, last_day: lastDay, limit: MANY } }, signal })
        .then(dataOf),
    placeholderData: (before) => before,
  })
}
