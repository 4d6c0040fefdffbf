import { createFileRoute, Outlet, redirect, useSearch } from '@tanstack/react-router'

import { PaletteButton } from '@/features/palette/PaletteButton'
import { sessionQuery } from '@/features/session/sessionQuery'
import { UserMenu } from '@/features/session/UserMenu'
import { WorkspaceMenu } from '@/features/session/WorkspaceMenu'
import { Waiting } from '@/features/inbox/Waiting'
import { useLiveConnection } from '@/lib/live/live'
import { AppFrame } from '@/ui/AppFrame'
import { ConnectionState } from '@/ui/ConnectionState'

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
  const { inbox } = useSearch({ strict: false })
  useLiveConnection()

  return (
    <AppFrame
      pages={pages}
      workspace={<WorkspaceMenu session={session} inboxId={inbox ?? null} />}
      tools={
        <>
          <ConnectionState />
          <PaletteButton {...commands} />
          <Waiting onOpen={commands.onConversation} />
        </>
      }
      account={<UserMenu session={session} />}
    >
      <Outlet />
    </AppFrame>
  )
}
