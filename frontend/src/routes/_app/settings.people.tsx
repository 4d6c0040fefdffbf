import { createFileRoute } from '@tanstack/react-router'

import { PeoplePage } from '@/features/people/PeoplePage'
import { isAdmin } from '@/lib/roles'

export const Route = createFileRoute('/_app/settings/people')({ component: PeopleRoute })

function PeopleRoute() {
  const { session } = Route.useRouteContext()
  return <PeoplePage myId={session.user.id} mayWrite={isAdmin(session.user.role)} />
}
