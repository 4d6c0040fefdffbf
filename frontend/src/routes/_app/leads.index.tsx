import { createFileRoute } from '@tanstack/react-router'

import { type LeadSearch, readLeadSearch } from '@/features/leads/LeadSearch'
import { LeadsPage } from '@/features/leads/LeadsPage'

export const Route = createFileRoute('/_app/leads/')({
  validateSearch: (search: Record<string, unknown>): LeadSearch => readLeadSearch(search),
  component: LeadsRoute,
})

function LeadsRoute() {
  const { session, tenant } = Route.useRouteContext()
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  const { user } = session

  return (
    <LeadsPage
      search={search}
      onSearch={(next, options) => void navigate({ search: next, replace: options?.typing ?? false })}
      myId={user.id}
      scope={`${user.id}.${tenant.id}`}
      timezone={tenant.timezone}
      mayWrite={user.role !== 'VIEWER'}
    />
  )
}
