import { createFileRoute, Outlet, redirect } from '@tanstack/react-router'

import { PaletteButton } from '@/features/palette/PaletteButton'
import { sessionQuery } from '@/features/session/sessionQuery'
import { UserMenu } from '@/features/session/UserMenu'
import { WorkspaceMenu } from '@/features/session/WorkspaceMenu'
import { AppFrame } from '@/ui/AppFrame'

import { useCommands } from './-commands'
import { pagesFor } from './-pages'

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
  const pages = pagesFor(session.user.role)
  const commands = useCommands(session, pages)

  return (
    <AppFrame
      pages={pages}
      workspace={<WorkspaceMenu session={session} inboxId={null} />}
      tools={<PaletteButton {...commands} />}
      account={<UserMenu session={session} />}
    >
      <Outlet />
    </AppFrame>
  )
}
