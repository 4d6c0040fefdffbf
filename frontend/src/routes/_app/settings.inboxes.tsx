import { createFileRoute } from '@tanstack/react-router'

import { InboxesPage } from '@/features/inboxes/InboxesPage'
import { isAdmin } from '@/lib/roles'

export const Route = createFileRoute('/_app/settings/inboxes')({ component: InboxesRoute })

function InboxesRoute() {
  const { session } = Route.useRouteContext()
  return <InboxesPage mayWrite={isAdmin(session.user.role)} company={session.tenant?.name ?? ''} />
}
