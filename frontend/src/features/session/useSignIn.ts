import { useMutation, useQueryClient } from '@tanstack/react-query'

import { api, dataOf, type Schema } from '@/lib/api'

import { sessionQuery } from './sessionQuery'

export function useSignIn() {
  const queryClient = useQueryClient()

  return useMutation({
    mutationFn: (body: Schema<'SignIn'>) => api.POST('/api/auth/sign-in', { body }).then(dataOf),
    onSuccess(session) {
      // Whoever was here before, nothing of theirs stays.
      queryClient.clear()
      queryClient.setQueryData(sessionQuery.queryKey, session)
    },
  })
}
