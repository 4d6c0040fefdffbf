import { createFileRoute } from '@tanstack/react-router'

import { KnowledgePage } from '@/features/knowledge/KnowledgePage'
import { type KnowledgeSearch, readKnowledgeSearch } from '@/features/knowledge/KnowledgeSearch'

export const Route = createFileRoute('/_app/knowledge/')({
  validateSearch: (search: Record<string, unknown>): KnowledgeSearch => readKnowledgeSearch(search),
  component: KnowledgeRoute,
})

function KnowledgeRoute() {
  const { session } = Route.useRouteContext()
  const search = Route.useSearch()
  const navigate = Route.useNavigate()

  return (
    <KnowledgePage
      search={search}
      onSearch={(next, options) => void navigate({ search: next, replace: options?.typing ?? false })}
      mayWrite={session.user.role !== 'VIEWER'}
    />
  )
}
