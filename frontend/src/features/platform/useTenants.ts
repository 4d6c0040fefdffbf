import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'

import { api, dataOf, type Schema } from '@/lib/api'

import { platformKeys } from './platformKeys'

export type Company = Schema<'CompanyView'>
export type TenantFilters = { search?: string; status?: Company['status'] }

export function useTenantList(filters: TenantFilters) {
  return useInfiniteQuery({
    queryKey: platformKeys.tenantList(filters),
    queryFn: ({ pageParam, signal }) =>
      api
        .GET('/api/admin/tenants', {
          params: { query: { ...filters, ...(pageParam !== null && { cursor: pageParam }) } },
          signal,
        })
        .then(dataOf),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.cursor,
    placeholderData: (before) => before,
  })
}

export function useCreateTenant() {
  const queryClient = useQueryClient()

  return useMutation({
    mutationFn: (body: Schema<'NewCompany'>) => api.POST('/api/admin/tenants', { body }).then(dataOf),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: platformKeys.all }),
  })
}

export type TenantAct =
  | { kind: 'edit'; name: string; plan: string }
  | { kind: 'suspend'; reason: string }
  | { kind: 'resume' }
  | { kind: 'delete'; reason: string; confirm: string; graceDays: number | null }
  | { kind: 'undelete' }

export function useTenantAct(tenantId: string) {
  const queryClient = useQueryClient()

  return useMutation({
    mutationFn: (act: TenantAct) => run(tenantId, act),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: platformKeys.all }),
  })
}

function run(tenantId: string, act: TenantAct): Promise<Company> {
  const params = { path: { tenant_id: tenantId } }
  switch (act.kind) {
    case 'edit':
      return api
        .PATCH('/api/admin/tenants/{tenant_id}', { params, body: { name: act.name, plan: act.plan } })
        .then(dataOf)
    case 'suspend':
      return api.POST('/api/admin/tenants/{tenant_id}/suspend', { params, body: { reason: act.reason } }).then(dataOf)
    case 'resume':
      return api.POST('/api/admin/tenants/{tenant_id}/resume', { params }).then(dataOf)
    case 'delete':
      return api
        .POST('/api/admin/tenants/{tenant_id}/delete', {
          params,
          body: { reason: act.reason, confirm: act.confirm, grace_days: act.graceDays },
        })
        .then(dataOf)
    case 'undelete':
      return api.POST('/api/admin/tenants/{tenant_id}/undelete', { params }).then(dataOf)
  }
}

/** Works in the company from then on, for so long and for this reason. */
export function useEnterTenant(tenantId: string) {
  return useMutation({
    mutationFn: ({ reason, minutes }: { reason: string; minutes: number }) =>
      api.PUT('/api/auth/session/tenant', { body: { tenant_id: tenantId, reason, minutes } }).then(dataOf),
    // A new page, so that no data of a former company stays in memory.
    onSuccess: () => window.location.assign('/'),
  })
}
