import { createFileRoute } from '@tanstack/react-router'

import { type ContactSearch, readContactSearch } from '@/features/contacts/ContactSearch'
import { ContactsPage } from '@/features/contacts/ContactsPage'
import { isWriter } from '@/lib/roles'

export const Route = createFileRoute('/_app/contacts/')({
  validateSearch: (search: Record<string, unknown>): ContactSearch => readContactSearch(search),
  component: ContactsRoute,
})

function ContactsRoute() {
  const { session } = Route.useRouteContext()
  const navigate = Route.useNavigate()

  return (
    <ContactsPage
      search={Route.useSearch()}
      onSearch={(next, options) => void navigate({ search: next, replace: options?.typing ?? false })}
      mayWrite={isWriter(session.user.role)}
    />
  )
}
