import { QueryClient } from '@tanstack/react-query'

import { ApiProblem } from '@/lib/ApiProblem'

const MAX_RETRIES = 2

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // A refusal stays one; only what is broken for the moment is worth asking again.
      retry: (failures, error) => failures < MAX_RETRIES && isPassing(ApiProblem.from(error)),
    },
  },
})

function isPassing(problem: ApiProblem): boolean {
  return problem.status === 0 || problem.status >= 502
}
