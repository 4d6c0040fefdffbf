import { createFileRoute } from '@tanstack/react-router'

import { type Days, PERIODS } from '@/features/platform/metricsDays'
import { MetricsPage } from '@/features/platform/MetricsPage'

export const Route = createFileRoute('/admin/metrics')({
  validateSearch(search: Record<string, unknown>): { days?: Days } {
    const days = PERIODS.find((one) => one === search.days)
    return days ? { days } : {}
  },
  component: MetricsRoute,
})

function MetricsRoute() {
  const { days = 30 } = Route.useSearch()
  const navigate = Route.useNavigate()
  return <MetricsPage days={days} onDays={(next) => void navigate({ search: { days: next }, replace: true })} />
}
