import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import { api, dataOf, type Schema } from '@/lib/api'

export const accountKeys = {
  all: ['account'] as const,
  sessions: () => [...accountKeys.all, 'sessions'] as const,
}

export function useProfile() {
  return useMutation({
    mutationFn: (body: Schema<'ProfilePatch'>) => api.PATCH('/api/auth/profile', { body }).then(dataOf),
  })
}

export function usePasswordChange() {
  const queryClient = useQueryClient()

  return useMutation({
    mutationFn: (body: Schema<'PasswordChange'>) => api.POST('/api/auth/password', { body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: accountKeys.sessions() }),
  })
}

export function useOpenSessions() {
  return useQuery({
    queryKey: accountKeys.sessions(),
    queryFn: ({ signal }) => api.GET('/api/auth/sessions', { signal }).then(dataOf),
    select: (list) => list.items,
  })
}

export function useEndSession() {
  const queryClient = useQueryClient()

  return useMutation({
    mutationFn: (sessionId: string) =>
      api.DELETE('/api/auth/sessions/{session_id}', { params: { path: { session_id: sessionId } } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: accountKeys.sessions() }),
  })
}

export function useEndOthers() {
  const queryClient = useQueryClient()

  return useMutation({
    mutationFn: () => api.POST('/api/auth/sessions/end-others').then(dataOf),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: accountKeys.sessions() }),
  })
}

export function useFactorSetup() {
  return useMutation({
    mutationFn: (password: string) => api.POST('/api/auth/second-factor', { body: { password } }).then(dataOf),
  })
}

export function useFactorConfirm() {
  return useMutation({
    mutationFn: (code: string) => api.POST('/api/auth/second-factor/confirm', { body: { code } }).then(dataOf),
  })
}

export function useFactorOff() {
  return useMutation({
    mutationFn: (password: string) => api.POST('/api/auth/second-factor/off', { body: { password } }),
  })
}

export function useNewRecoveryCodes() {
  return useMutation({
    mutationFn: (code: string) => api.POST('/api/auth/second-factor/recovery-codes', { body: { code } }).then(dataOf),
  })
}
