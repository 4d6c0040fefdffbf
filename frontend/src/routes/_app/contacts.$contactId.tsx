import { createFileRoute } from '@tanstack/react-router'

import { ContactPage } from '@/features/contacts/ContactPage'
import { isAdmin, isWriter } from '@/lib/roles'

export const Route = createFileRoute('/_app/contacts/$contactId')({ component: ContactRoute })

function ContactRoute() {
  const { session } = Route.useRouteContext()
  const { contactId } = Route.useParams()
  const { role } = session.user
  // The key: another contact is another screen, with its own dialogs.
  return <ContactPage key={contactId} contactId={contactId} mayWrite={isWriter(role)} isAdmin={isAdmin(role)} />
}
