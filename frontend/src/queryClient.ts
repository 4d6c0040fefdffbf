import {
  type InvalidateOptions,
  type InvalidateQueryFilters,
  type QueryKey,
  QueryClient,
} from '@tanstack/react-query'

import { ApiProblem } from '@/lib/ApiProblem'

const MAX_RETRIES = 2

/**
 * What is invalidated while its first answer is on its way is asked again after it: that answer may
 * be from before the change. (The library cancels a second fetch for this, but lets the first one be
 * enough.)
 */
export class FreshQueryClient extends QueryClient {
  override async invalidateQueries<TaggedQueryKey extends QueryKey>(
    filters?: InvalidateQueryFilters<TaggedQueryKey>,
    options?: InvalidateOptions,
  ): Promise<void> {
    const underWay = this.getQueryCache()
      .findAll({ ...(filters as InvalidateQueryFilters), fetchStatus: 'fetching' })
      .filter((query) => query.state.data === undefined)
    await super.invalidateQueries(filters, options)
    await Promise.all(
      underWay.map(({ queryKey }) => super.invalidateQueries({ queryKey, exact: true }, options)),
    )
  }
}

export const queryClient = new FreshQueryClient({
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
