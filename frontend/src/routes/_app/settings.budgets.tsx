import { createFileRoute } from '@tanstack/react-router'

import { BudgetsPage } from '@/features/budgets/BudgetsPage'
import { isAdmin } from '@/lib/roles'

export const Route = createFileRoute('/_app/settings/budgets')({ component: BudgetsRoute })

function BudgetsRoute() {
  const { session, tenant } = Route.useRouteContext()
  return <BudgetsPage timezone={tenant.timezone} mayWrite={isAdmin(session.user.role)} />
}
