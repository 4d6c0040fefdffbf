import { createFileRoute } from '@tanstack/react-router'

import { ChatLayout } from '@/features/chat/ChatLayout'

export const Route = createFileRoute('/_app/playground')({ component: ChatRoute })

function ChatRoute() {
  const { session, tenant } = Route.useRouteContext()
  return <ChatLayout tenant={tenant} scope={`${session.user.id}.${tenant.id}`} />
}
