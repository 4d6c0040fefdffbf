import { createFileRoute } from '@tanstack/react-router'

import { DocumentPage } from '@/features/knowledge/DocumentPage'
import { type PassageSearch, readPassageSearch } from '@/features/knowledge/KnowledgeSearch'

export const Route = createFileRoute('/_app/knowledge/$documentId')({
  validateSearch: (search: Record<string, unknown>): PassageSearch => readPassageSearch(search),
  component: DocumentRoute,
})

function DocumentRoute() {
  const { session } = Route.useRouteContext()
  const { documentId } = Route.useParams()
  const navigate = Route.useNavigate()

  return (
    <DocumentPage
      key={documentId}
      documentId={documentId}
      search={Route.useSearch()}
      onDeleted={() => void navigate({ to: '/knowledge' })}
      mayWrite={session.user.role !== 'VIEWER'}
    />
  )
}
