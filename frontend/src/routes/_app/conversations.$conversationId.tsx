import { createFileRoute } from '@tanstack/react-router'

import { ConversationView } from '@/features/inbox/ConversationView'

export const Route = createFileRoute('/_app/conversations/$conversationId')({
  validateSearch: (search: Record<string, unknown>): { message?: number } =>
    typeof search.message === 'number' && search.message > 0 ? { message: search.message } : {},
  component: ConversationRoute,
})

function ConversationRoute() {
  const { conversationId } = Route.useParams()
  const { message } = Route.useSearch()
  // The key: another conversation is another screen, with its own draft and scroll position.
  return <ConversationView key={conversationId} conversationId={conversationId} jumpTo={message ?? null} />
}
