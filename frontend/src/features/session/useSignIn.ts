import { useMutation, useQueryClient } from '@tanstack/react-query'

import { api, dataOf, type Schema } from '@/lib/api'
import { ApiProblem } from '@/lib/ApiProblem'

import { sessionQuery } from './sessionQuery'

export function useSignIn() {
  const queryClient = useQueryClient()

  return useMutation({
    async mutationFn(body: Schema<'SignIn'>) {
      const answer = await api.POST('/api/auth/sign-in', { body }).then(dataOf)
      if ('pending_token' in answer) throw new ApiProblem({ status: 202, code: 'SECOND_FACTOR_NEEDED' })
      return answer
    },
    onSuccess(session) {
      // Whoever was here before, nothing of theirs stays.
      queryClient.clear()
      queryClient.setQueryData(sessionQuery.queryKey, session)
    },
  })
}
