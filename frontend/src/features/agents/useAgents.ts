import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import { api, dataOf, type Schema } from '@/lib/api'

export type Agent = Schema<'AgentView'>
type AgentFields = Schema<'AgentPatch'>

export const agentsKeys = {
  all: ['agents'] as const,
  list: (archived: boolean) => [...agentsKeys.all, 'list', archived] as const,
}

export function useAgents(archived: boolean) {
  return useQuery({
    queryKey: agentsKeys.list(archived),
    queryFn: ({ signal }) => api.GET('/api/agents', { params: { query: { archived } }, signal }).then(dataOf),
    select: (list) => list.items,
  })
}

/** Creates without an id, changes with one. */
export function useSaveAgent(agentId: string | null) {
  const queryClient = useQueryClient()

  return useMutation({
    mutationFn: ({ agent_type, ...fields }: AgentFields & { name: string; agent_type: Agent['agent_type'] }) =>
      agentId === null
        ? api.POST('/api/agents', { body: { agent_type, ...fields } }).then(dataOf)
        : api.PATCH('/api/agents/{agent_id}', { params: { path: { agent_id: agentId } }, body: fields }).then(dataOf),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: agentsKeys.all }),
  })
}

export type AgentAct = 'makeDefault' | 'stopDefault' | 'archive' | 'restore'

export function useAgentAct() {
  const queryClient = useQueryClient()

  return useMutation({
    async mutationFn({ act, agent }: { act: AgentAct; agent: Agent }) {
      const params = { path: { agent_id: agent.id } }
      if (act === 'makeDefault') await api.POST('/api/agents/{agent_id}/default', { params })
      if (act === 'archive') await api.POST('/api/agents/{agent_id}/archive', { params })
      if (act === 'restore') await api.POST('/api/agents/{agent_id}/restore', { params })
      if (act === 'stopDefault') {
        await api.DELETE('/api/agents/default/{agent_type}', { params: { path: { agent_type: agent.agent_type } } })
      }
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: agentsKeys.all }),
  })
}
