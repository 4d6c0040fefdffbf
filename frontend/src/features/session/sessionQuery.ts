import { queryOptions } from '@tanstack/react-query'

import { api, dataOf, type Schema } from '@/lib/api'

import { sessionKeys } from './sessionKeys'

export type Session = Schema<'SessionView'>

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: sessionKeys.current(),
  queryFn: ({ signal }): Promise<Session | null> =>
    api
      .GET('/api/auth/visitor', { signal })
      .then(dataOf)
      .then(({ session }) => session),
  staleTime: Infinity,
})
