import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { IconMessage } from '@tabler/icons-react'

import { api, dataOf, type Schema } from '@/lib/api'
import { formatPhone } from '@/lib/phone'
import type { Command } from '@/ui/Command'

/** Below this, everything would match. */
const SHORTEST = 2

/** `onOpen` null: there is no company whose conversations one could open. */
export function useFoundConversations(query: string, onOpen: ((conversationId: string) => void) | null): Command[] {
  const [text] = useDebouncedValue(query.trim(), 180)
  const found = useQuery<Schema<'ConversationPage'>>({
    queryKey: ['palette', 'conversations', text],
    queryFn: ({ signal }) =>
      api.GET('/api/conversations', { params: { query: { search: text, limit: 7 } }, signal }).then(dataOf),
    enabled: onOpen !== null && text.length >= SHORTEST,
    placeholderData: keepPreviousData,
  })
  if (onOpen === null || query.trim().length < SHORTEST) return []

  return (found.data?.items ?? []).map((it) => ({
    id: it.id,
    label: it.contact_name ?? formatPhone(it.contact_phone),
    Icon: IconMessage,
    run: () => onOpen(it.id),
  }))
}
