import { useInfiniteQuery } from '@tanstack/react-query'

import { api, dataOf, type Schema } from '@/lib/api'

export type Entry = Schema<'AuditEntry'>
export type AuditFilters = { actor?: string; subject?: string; from?: string; to?: string }

export const auditKeys = {
  all: ['audit'] as const,
  list: (filters: AuditFilters) => [...auditKeys.all, filters] as const,
}

/** `from` and `to` are days; both belong to the period. */
export function useAudit({ actor, subject, from, to }: AuditFilters) {
  return useInfiniteQuery({
    queryKey: auditKeys.list({ ...(actor && { actor }), ...(subject && { subject }), ...(from && { from }), ...(to && { to }) }),
    queryFn: ({ pageParam, signal }) =>
      api
        .GET('/api/audit', {
          params: {
            query: {
              ...(actor && { actor }),
              ...(subject && { subject }),
              ...(from && { from: dayStart(from, 0) }),
              ...(to && { to: dayStart(to, 1) }),
              ...(pageParam !== null && { cursor: pageParam }),
            },
          },
          signal,
        })
        .then(dataOf),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.cursor,
  })
}

/** The reader's own midnight, so many days later. */
export function dayStart(day: string, later: number): string {
  const date = new Date(`${day}T00:00:00`)
  date.setDate(date.getDate() + later)
  return date.toISOString()
}
