import { createFileRoute, useParams } from '@tanstack/react-router'

import { InboxLayout } from '@/features/inbox/InboxLayout'
import { type InboxSearch, readInboxSearch } from '@/features/inbox/InboxSearch'

export const Route = createFileRoute('/_app/conversations')({
  validateSearch: (search: Record<string, unknown>): InboxSearch => readInboxSearch(search),
  component: ConversationsRoute,
})

function ConversationsRoute() {
  const { session } = Route.useRouteContext()
  const search = Route.useSearch()
  const { conversationId } = useParams({ strict: false })
  const { user } = session

  return (
    <InboxLayout
      search={search}
      myId={user.id}
      myName={user.name}
      mayWrite={user.role !== 'VIEWER'}
      openId={conversationId ?? null}
    />
  )
}
