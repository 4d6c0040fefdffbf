import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import { api, dataOf, type Schema } from '@/lib/api'

export type ApiKey = Schema<'ApiKeyView'>
export type Scope = ApiKey['scopes'][number]
/** Whose keys: the company's own, or those of the platform. */
export type Owner = 'company' | 'platform'

export const keysKeys = {
  all: ['keys'] as const,
  list: (of: Owner) => [...keysKeys.all, of] as const,
}

const PLATFORM_SCOPES = ['platform:read', 'platform:write'] as const
const COMPANY_SCOPES = ['chat', 'read', 'leads:write', 'conversations:write', 'knowledge:write', 'admin'] as const

export function scopesOf(of: Owner): readonly Scope[] {
  return of === 'platform' ? PLATFORM_SCOPES : COMPANY_SCOPES
}

export function useKeys(of: Owner) {
  return useQuery({
    queryKey: keysKeys.list(of),
    queryFn: ({ signal }) => api.GET(of === 'platform' ? '/api/admin/api-keys' : '/api/api-keys', { signal }).then(dataOf),
    select: (list) => list.items,
  })
}

export type NewKey = { name: string; scopes: readonly Scope[]; expires_at: string | null }

export function useCreateKey(of: Owner) {
  const queryClient = useQueryClient()

  return useMutation({
    mutationFn({ name, scopes, expires_at }: NewKey) {
      const chosen = <S extends Scope>(known: readonly S[]) => known.filter((scope) => scopes.includes(scope))
      return of === 'platform'
        ? api.POST('/api/admin/api-keys', { body: { name, expires_at, scopes: chosen(PLATFORM_SCOPES) } }).then(dataOf)
        : api.POST('/api/api-keys', { body: { name, expires_at, scopes: chosen(COMPANY_SCOPES) } }).then(dataOf)
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keysKeys.all }),
  })
}

export function useRotateKey(of: Owner) {
  const queryClient = useQueryClient()

  return useMutation({
    mutationFn: ({ keyId, graceHours }: { keyId: string; graceHours: number }) =>
      api
        .POST(of === 'platform' ? '/api/admin/api-keys/{api_key_id}/rotate' : '/api/api-keys/{api_key_id}/rotate', {
          params: { path: { api_key_id: keyId } },
          body: { grace_hours: graceHours },
        })
        .then(dataOf),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keysKeys.all }),
  })
}

export function useRevokeKey(of: Owner) {
  const queryClient = useQueryClient()

  return useMutation({
    mutationFn: (keyId: string) =>
      api.DELETE(of === 'platform' ? '/api/admin/api-keys/{api_key_id}' : '/api/api-keys/{api_key_id}', {
        params: { path: { api_key_id: keyId } },
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keysKeys.all }),
  })
}
