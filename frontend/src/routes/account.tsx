import { createFileRoute, redirect, useRouter } from '@tanstack/react-router'

import { AccountPage } from '@/features/account/AccountPage'
import { sessionQuery } from '@/features/session/sessionQuery'

import { Frame } from './-Frame'

/** One's own account: also for a MASTER who has chosen no company. */
export const Route = createFileRoute('/account')({
  async beforeLoad({ context, location }) {
    const session = await context.queryClient.query({ ...sessionQuery, staleTime: 'static' })
    if (!session) throw redirect({ to: '/sign-in', search: { redirect: location.href } })
    return { session }
  },
  component: AccountRoute,
})

function AccountRoute() {
  const { session, queryClient } = Route.useRouteContext()
  const router = useRouter()

  return (
    <Frame session={session}>
      <AccountPage
        user={session.user}
        onChanged={async () => {
          await queryClient.query({ ...sessionQuery, staleTime: 0 })
          await router.invalidate()
        }}
      />
    </Frame>
  )
}
