import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'

import { api, dataOf, type Schema } from '@/lib/api'

import { type Session, sessionQuery } from './sessionQuery'

/** Whoever was here before, nothing of theirs stays. */
function enter(queryClient: QueryClient, session: Session): void {
  queryClient.clear()
  queryClient.setQueryData(sessionQuery.queryKey, session)
}

/** Answers with the session, or with what the second step needs. */
export function useSignIn() {
  const queryClient = useQueryClient()

  return useMutation({
    mutationFn: (body: Schema<'SignIn'>) => api.POST('/api/auth/sign-in', { body }).then(dataOf),
    onSuccess(answer) {
      if (!('pending_token' in answer)) enter(queryClient, answer)
    },
  })
}

export function useSecondFactor() {
  const queryClient = useQueryClient()

  return useMutation({
    mutationFn: (body: Schema<'SecondFactorAnswer'>) =>
      api.POST('/api/auth/sign-in/second-factor', { body }).then(dataOf),
    onSuccess: (session) => enter(queryClient, session),
  })
}

export function useAcceptInvitation() {
  const queryClient = useQueryClient()

  return useMutation({
    mutationFn: (body: Schema<'Acceptance'>) => api.POST('/api/auth/invitation/accept', { body }).then(dataOf),
    onSuccess: (session) => enter(queryClient, session),
  })
}
