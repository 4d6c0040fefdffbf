import { createFileRoute } from '@tanstack/react-router'

import { AuditPage } from '@/features/audit/AuditPage'
import type { AuditFilters } from '@/features/audit/useAudit'

const DAY = /^\d{4}-\d{2}-\d{2}$/

export const Route = createFileRoute('/_app/settings/audit')({
  validateSearch: readFilters,
  component: AuditRoute,
})

function AuditRoute() {
  const filters = Route.useSearch()
  const navigate = Route.useNavigate()

  return <AuditPage filters={filters} onFilters={(next) => void navigate({ search: readFilters(next), replace: true })} />
}

/** Blank filters and those that make no sense are left out of the address. */
function readFilters(search: Record<string, unknown>): AuditFilters {
  const text = (value: unknown, shape: RegExp) => (typeof value === 'string' && shape.test(value) ? value : null)
  const actor = text(search.actor, /^[a-z][a-z0-9_]*(:.+)?$/)
  const subject = text(search.subject, /^[a-z][a-z0-9_]*(:.+)?$/)
  const from = text(search.from, DAY)
  const to = text(search.to, DAY)
  return { ...(actor && { actor }), ...(subject && { subject }), ...(from && { from }), ...(to && { to }) }
}
