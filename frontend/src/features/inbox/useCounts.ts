import { keepPreviousData, useQuery } from '@tanstack/react-query'

import { api, dataOf, type Schema } from '@/lib/api'

import { inboxKeys } from './inboxKeys'
import { agentOf, type InboxSearch } from './InboxSearch'

/** How many are mine, wait for a person, are open at all. */
export function useCounts({ inbox, agent }: Pick<InboxSearch, 'inbox' | 'agent'>) {
  const only = { ...(inbox && { inbox }), ...(agent && { agent }) }
  return useQuery<Schema<'Counts'>>({
    queryKey: inboxKeys.countsOf(only),
    queryFn: ({ signal }) =>
      api
        .GET('/api/conversations/counts', {
          params: { query: { agent_type: agentOf(only), ...(inbox && { inbox_id: inbox }) } },
          signal,
        })
        .then(dataOf),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
}
