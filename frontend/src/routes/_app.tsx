import { createFileRoute, Outlet, redirect } from '@tanstack/react-router'

import { sessionQuery } from '@/features/session/sessionQuery'

import { Frame } from './-Frame'

/** Everything for people who are signed in and work in one tenant. */
export const Route = createFileRoute('/_app')({
  async beforeLoad({ context, location, cause }) {
    const { queryClient } = context
    const session = await queryClient.query({ ...sessionQuery, staleTime: 'static' })
    if (!session) {
      const expired = cause === 'stay' ? { expired: true } : {}
      throw redirect({ to: '/sign-in', search: { redirect: location.href, ...expired } })
    }
    const { tenant } = session
    if (!tenant) throw redirect({ to: '/choose-tenant' })
    return { session, tenant }
  },
  component: AppLayout,
})

function AppLayout() {
  const { session } = Route.useRouteContext()

  return (
    <Frame session={session}>
      <Outlet />
    </Frame>
  )
}
