import { createFileRoute } from '@tanstack/react-router'

import { LeadPage } from '@/features/leads/LeadPage'

export const Route = createFileRoute('/_app/leads/$leadId')({ component: LeadRoute })

function LeadRoute() {
  const { session } = Route.useRouteContext()
  const { leadId } = Route.useParams()
  // The key: another lead is another screen, with its own forms.
  return <LeadPage key={leadId} leadId={leadId} mayWrite={session.user.role !== 'VIEWER'} />
}
