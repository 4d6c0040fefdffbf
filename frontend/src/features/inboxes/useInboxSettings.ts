import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import { api, dataOf, type Schema } from '@/lib/api'
import { inboxKeys } from '@/lib/useInboxes'

export type Inbox = Schema<'InboxView'>
export type AgentType = Inbox['default_agent_type']
type Agent = Schema<'AgentView'>

export const AGENT_TYPES: readonly AgentType[] = ['SDR', 'COPILOT']

/** Below the key that other pages ask under, so that both are read anew together. */
export const inboxSettingsKeys = {
  list: (archived: boolean) => [...inboxKeys.all, 'settings', archived] as const,
  agents: () => [...inboxKeys.all, 'agents'] as const,
}

export function useInboxSettings(archived: boolean) {
  return useQuery({
    queryKey: inboxSettingsKeys.list(archived),
    queryFn: ({ signal }) => api.GET('/api/inboxes', { params: { query: { archived } }, signal }).then(dataOf),
    select: (list) => list.items,
  })
}

export function useAgentChoices() {
  return useQuery({
    queryKey: inboxSettingsKeys.agents(),
    queryFn: ({ signal }) => api.GET('/api/agents', { signal }).then(dataOf),
    select: (list) => list.items,
  })
}

export type AgentChoice = Record<AgentType, string | null>

/** Which agent an inbox names, by type; null where the default one answers. */
export function choiceOf(agents: readonly Agent[], inboxId: string): AgentChoice {
  const named = (type: AgentType) =>
    agents.find((agent) => agent.agent_type === type && agent.inbox_ids.includes(inboxId))?.id ?? null
  return { SDR: named('SDR'), COPILOT: named('COPILOT') }
}

/** Saves an inbox, then the agents that it names. */
export function useSaveInbox(inboxId: string | null) {
  const queryClient = useQueryClient()

  return useMutation({
    async mutationFn({
      body,
      before,
      after,
    }: {
      body: Schema<'InboxPatch'> & { name: string }
      before: AgentChoice
      after: AgentChoice
    }) {
      const inbox =
        inboxId === null
          ? await api.POST('/api/inboxes', { body }).then(dataOf)
          : await api
              .PATCH('/api/inboxes/{inbox_id}', { params: { path: { inbox_id: inboxId } }, body })
              .then(dataOf)
      for (const type of AGENT_TYPES) {
        if (before[type] !== after[type]) await nameAgent(inbox.id, type, after[type])
      }
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: inboxKeys.all }),
  })
}

async function nameAgent(inbox_id: string, agent_type: AgentType, agent_id: string | null) {
  const params = { path: { inbox_id, agent_type } }
  if (agent_id === null) await api.DELETE('/api/inboxes/{inbox_id}/agents/{agent_type}', { params })
  else await api.PUT('/api/inboxes/{inbox_id}/agents/{agent_type}', { params, body: { agent_id } })
}

export function useInboxAct() {
  const queryClient = useQueryClient()

  return useMutation({
    mutationFn: ({ act, inboxId }: { act: 'archive' | 'restore'; inboxId: string }) =>
      api
        .POST(act === 'archive' ? '/api/inboxes/{inbox_id}/archive' : '/api/inboxes/{inbox_id}/restore', {
          params: { path: { inbox_id: inboxId } },
        })
        .then(dataOf),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: inboxKeys.all }),
  })
}
