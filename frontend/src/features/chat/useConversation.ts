import { useQuery } from '@tanstack/react-query'

import { api, dataOf } from '@/lib/api'

import { chatKeys } from './chatKeys'

export function useConversation(conversationId: string) {
  return useQuery({
    queryKey: chatKeys.conversation(conversationId),
    queryFn: ({ signal }) =>
      api
        .GET('/api/conversations/{conversation_id}', {
          params: { path: { conversation_id: conversationId } },
          signal,
        })
        .then(dataOf),
  })
}
