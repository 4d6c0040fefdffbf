import { createFileRoute } from '@tanstack/react-router'

import { Conversation } from '@/features/chat/Conversation'

export const Route = createFileRoute('/_app/playground/$conversationId')({ component: ConversationRoute })

function ConversationRoute() {
  const { conversationId } = Route.useParams()
  // The key: another conversation is another screen, with its own draft and scroll position.
  return <Conversation key={conversationId} conversationId={conversationId} />
}
