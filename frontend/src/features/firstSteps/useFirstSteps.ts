import { useQuery } from '@tanstack/react-query'

import { api, dataOf } from '@/lib/api'

export const STEPS = ['model', 'knowledge', 'chat', 'people'] as const
export type Step = (typeof STEPS)[number]

export const firstStepsKey = ['first-steps'] as const

/** Which steps a company has taken, as the API tells. For who administers. */
export function useFirstSteps(enabled: boolean) {
  return useQuery({
    queryKey: firstStepsKey,
    queryFn: ({ signal }) => readSteps(signal),
    enabled,
    staleTime: 10_000,
    refetchOnMount: 'always',
  })
}

async function readSteps(signal: AbortSignal): Promise<Record<Step, boolean>> {
  const one = { params: { query: { limit: 1 } }, signal }
  const [settings, agents, documents, conversations, people, invitations] = await Promise.all([
    api.GET('/api/settings', { signal }).then(dataOf),
    api.GET('/api/agents', { signal }).then(dataOf),
    api.GET('/api/knowledge/documents', one).then(dataOf),
    api.GET('/api/conversations', one).then(dataOf),
    api.GET('/api/people', { signal }).then(dataOf),
    api.GET('/api/invitations', { signal }).then(dataOf),
  ])
  return {
    model: settings.agents_endpoint_url !== null || agents.items.some((agent) => agent.provider !== null),
    knowledge: documents.items.length > 0,
    chat: conversations.items.length > 0,
    people: people.items.length > 1 || invitations.items.length > 0,
  }
}
