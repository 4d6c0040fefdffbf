import { useMutation, useQuery } from '@tanstack/react-query'

import { api, dataOf } from '@/lib/api'

import { sessionKeys } from './sessionKeys'

export function useTenants() {
  return useQuery({
    queryKey: sessionKeys.tenants(),
    queryFn: ({ signal }) => api.GET('/api/admin/tenants', { signal }).then(dataOf),
    select: (list) => list.items,
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
