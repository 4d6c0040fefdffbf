import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'

import { api, dataOf } from '@/lib/api'
import { useNotify } from '@/ui/useNotify'

import { inboxKeys } from './inboxKeys'
import type { Conversation } from './pages'
import { keepConversation } from './useConversation'
import { readNewest } from './useHistory'

export type Action =
  | { do: 'takeOver' }
  | { do: 'release' }
  | { do: 'resolve' }
  | { do: 'reopen' }
  | { do: 'assign'; userId: string | null }
  | { do: 'label'; labelIds: string[] }

/** What one can do with a conversation. Each answers with the conversation as it is then. */
export function useActions(conversationId: string, myId: string) {
  const t = useTranslations('inbox')
  const queryClient = useQueryClient()
  const { failed } = useNotify()

  return useMutation({
    mutationFn: (action: Action) => perform(conversationId, action),
    onSuccess(now) {
      keepConversation(queryClient, now, myId)
      void queryClient.invalidateQueries({ queryKey: inboxKeys.counts() })
    },
    onError: failed(t('actionFailed')),
  })
}

function perform(conversationId: string, action: Action): Promise<Conversation> {
  const params = { path: { conversation_id: conversationId } }
  switch (action.do) {
    case 'takeOver':
      return api.POST('/api/conversations/{conversation_id}/takeover', { params, body: {} }).then(dataOf)
    case 'release':
      return api.POST('/api/conversations/{conversation_id}/release', { params }).then(dataOf)
    case 'resolve':
      return api.POST('/api/conversations/{conversation_id}/resolve', { params }).then(dataOf)
    case 'reopen':
      return api.POST('/api/conversations/{conversation_id}/reopen', { params }).then(dataOf)
    case 'assign':
      return api
        .PUT('/api/conversations/{conversation_id}/assignee', { params, body: { assignee_user_id: action.userId } })
        .then(dataOf)
    case 'label':
      return api
        .PUT('/api/conversations/{conversation_id}/labels', { params, body: { label_ids: action.labelIds } })
        .then(dataOf)
  }
}

/** Writes to the contact, or a note. The text goes back to the writer where it could not be kept. */
export function useWrite(conversationId: string) {
  const queryClient = useQueryClient()

  return useMutation({
    mutationFn: ({ text, note }: { text: string; note: boolean }) =>
      api
        .POST(
          note ? '/api/conversations/{conversation_id}/notes' : '/api/conversations/{conversation_id}/messages',
          { params: { path: { conversation_id: conversationId } }, body: { text } },
        )
        .then(dataOf),
    onSuccess: () => readNewest(queryClient, conversationId),
  })
}
