import { createFileRoute } from '@tanstack/react-router'

import { TenantsPage } from '@/features/platform/TenantsPage'
import type { TenantFilters } from '@/features/platform/useTenants'

const STATES = ['active', 'suspended', 'deleting'] as const

export const Route = createFileRoute('/admin/tenants')({
  validateSearch(search: Record<string, unknown>): TenantFilters {
    const status = STATES.find((one) => one === search.status)
    return {
      ...(typeof search.search === 'string' && search.search !== '' ? { search: search.search } : {}),
      ...(status ? { status } : {}),
    }
  },
  component: TenantsRoute,
})

function TenantsRoute() {
  const filters = Route.useSearch()
  const navigate = Route.useNavigate()
  return <TenantsPage filters={filters} onFilters={(search) => void navigate({ search, replace: true })} />
}
