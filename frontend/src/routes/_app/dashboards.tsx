import { createFileRoute, Outlet, useLocation, useNavigate } from '@tanstack/react-router'

import { DashLayout, type DashName } from '@/features/dashboards/DashLayout'
import { changed, type DashSearch, readDashSearch } from '@/features/dashboards/DashSearch'

const NAMES: readonly DashName[] = ['usage', 'cost', 'performance', 'funnel', 'companies']

export const Route = createFileRoute('/_app/dashboards')({
  validateSearch: (search: Record<string, unknown>): DashSearch => readDashSearch(search),
  component: DashboardsRoute,
})

function DashboardsRoute() {
  const { session, tenant } = Route.useRouteContext()
  const search = Route.useSearch()
  const navigate = useNavigate()
  const open = useLocation({ select: ({ pathname }) => pathname.split('/').at(-1) })

  return (
    <DashLayout
      name={NAMES.find((name) => name === open) ?? 'usage'}
      state={{
        search,
        change: (change) => void navigate({ to: '.', search: changed(search, change) }),
        tenant,
        isMaster: session.user.role === 'MASTER',
      }}
    >
      <Outlet />
    </DashLayout>
  )
}
