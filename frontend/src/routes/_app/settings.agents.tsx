import { createFileRoute } from '@tanstack/react-router'

import { AgentsPage } from '@/features/agents/AgentsPage'
import { isAdmin } from '@/lib/roles'

export const Route = createFileRoute('/_app/settings/agents')({ component: AgentsRoute })

function AgentsRoute() {
  const { session } = Route.useRouteContext()
  return <AgentsPage mayWrite={isAdmin(session.user.role)} />
}
