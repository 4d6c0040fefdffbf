import { useQuery } from '@tanstack/react-query'

import { api, dataOf, type Schema } from '@/lib/api'

import { type Behind, leadQuery } from './behind'
import { useDash } from './DashContext'
import { dashKeys } from './dashKeys'
import { daysAfter, startOfDay } from './startOfDay'

/** The newest leads behind a number. The list takes one inbox and one source at a time. */
export function useLeadsBehind(funnel: Schema<'FunnelDashboard'>, behind: Behind | null) {
  const { search, tenant } = useDash()
  const { period } = funnel
  const first = behind?.week && behind.week > period.first_day ? behind.week : period.first_day
  const lastOfWeek = behind?.week ? daysAfter(behind.week, 6) : period.last_day
  const last = lastOfWeek < period.last_day ? lastOfWeek : period.last_day
  const days = {
    from: startOfDay(first, tenant.timezone),
    before: startOfDay(daysAfter(last, 1), tenant.timezone),
  }
  const inboxes = behind?.inbox ? [behind.inbox] : (search.inboxes ?? [undefined])
  const sources = behind?.source !== undefined ? [behind.source] : (search.sources ?? [undefined])
  const asked = behind
    ? inboxes.flatMap((inbox) =>
        sources.map((source) => leadQuery(funnel, { ...behind, ...(inbox ? { inbox } : {}), ...(source ? { source } : {}) }, days)),
      )
    : []

  return useQuery({
    queryKey: dashKeys.behind(asked),
    enabled: behind !== null,
    queryFn: async ({ signal }) => {
      const pages = await Promise.all(
        asked.map((query) => api.GET('/api/leads', { params: { query }, signal }).then(dataOf)),
      )
      return {
        leads: pages.flatMap(({ items }) => items).toSorted((a, b) => b.created_at.localeCompare(a.created_at)),
        more: pages.some(({ cursor }) => cursor !== null),
      }
    },
  })
}
