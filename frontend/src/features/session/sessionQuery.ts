import { queryOptions } from '@tanstack/react-query'

import { api, dataOf, isSessionOver, type Schema } from '@/lib/api'
import { ApiProblem } from '@/lib/ApiProblem'

import { sessionKeys } from './sessionKeys'

export type Session = Schema<'SessionView'>

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: sessionKeys.current(),
  queryFn: ({ signal }): Promise<Session | null> =>
    api
      .GET('/api/auth/session', { signal })
      .then(dataOf)
      .catch((error: unknown) => {
        if (error instanceof ApiProblem && isSessionOver(error)) return null
        throw error
      }),
  staleTime: Infinity,
})
