import { createFileRoute } from '@tanstack/react-router'

import { ChatLayout } from '@/features/chat/ChatLayout'
import { isAdmin } from '@/lib/roles'

export const Route = createFileRoute('/_app/playground')({ component: ChatRoute })

function ChatRoute() {
  const { session, tenant } = Route.useRouteContext()
  return <ChatLayout tenant={tenant} scope={`${session.user.id}.${tenant.id}`} mayWatch={isAdmin(session.user.role)} />
}
