import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import { api, dataOf, type Schema } from '@/lib/api'
import { inboxKeys } from '@/lib/useInboxes'

export type WebChat = Schema<'WebChatView'>

const keyOf = (inboxId: string) => [...inboxKeys.all, 'web-chat', inboxId] as const
const pathOf = (inbox_id: string) => ({ params: { path: { inbox_id } } })

export function useWebChat(inboxId: string) {
  return useQuery({
    queryKey: keyOf(inboxId),
    queryFn: ({ signal }) => api.GET('/api/inboxes/{inbox_id}/web-chat', { ...pathOf(inboxId), signal }).then(dataOf),
  })
}

export function useSaveWebChat(inboxId: string) {
  const queryClient = useQueryClient()

  return useMutation({
    mutationFn: (body: Schema<'WebChatPatch'>) =>
      api.PATCH('/api/inboxes/{inbox_id}/web-chat', { ...pathOf(inboxId), body }).then(dataOf),
    onSuccess: (saved) => queryClient.setQueryData(keyOf(inboxId), saved),
  })
}

export function useRotateWebChatKey(inboxId: string) {
  const queryClient = useQueryClient()

  return useMutation({
    mutationFn: () => api.POST('/api/inboxes/{inbox_id}/web-chat/rotate-key', pathOf(inboxId)).then(dataOf),
    onSuccess: (saved) => queryClient.setQueryData(keyOf(inboxId), saved),
  })
}
