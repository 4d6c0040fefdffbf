import { createFileRoute } from '@tanstack/react-router'

import { AnswersPage } from '@/features/desk/AnswersPage'
import { isWriter } from '@/lib/roles'

export const Route = createFileRoute('/_app/settings/answers')({ component: AnswersRoute })

function AnswersRoute() {
  const { session } = Route.useRouteContext()
  return <AnswersPage mayWrite={isWriter(session.user.role)} />
}
