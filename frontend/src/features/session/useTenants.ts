import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'

import { api, dataOf, type Schema } from '@/lib/api'

import { sessionKeys } from './sessionKeys'

const SHOWN = 100

/** The platform's companies, by name; while others are searched, those before stay on the screen. */
export function useTenants(search: string) {
  return useQuery<Schema<'CompanyPage'>>({
    queryKey: sessionKeys.tenants(search),
    queryFn: ({ signal }) =>
      api.GET('/api/admin/tenants', { params: { query: { ...(search ? { search } : {}), limit: SHOWN } }, signal }).then(dataOf),
    placeholderData: keepPreviousData,
  })
}

export function useChooseTenant() {
  return useMutation({
    mutationFn: ({ tenantId, reason }: { tenantId: string; reason: string }) =>
      api.PUT('/api/auth/session/tenant', { body: { tenant_id: tenantId, reason, minutes: 60 } }).then(dataOf),
    onSuccess() {
      // A new page, so that no data of the former tenant stays in memory.
      window.location.assign('/')
    },
  })
}
