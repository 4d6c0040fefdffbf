import { IconMessageCircle } from '@tabler/icons-react'
import { createFileRoute, Outlet, redirect } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

import { sessionQuery } from '@/features/session/sessionQuery'
import { UserMenu } from '@/features/session/UserMenu'
import { AppFrame } from '@/ui/AppFrame'

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
  const t = useTranslations('nav')
  const { session, tenant } = Route.useRouteContext()

  return (
    <AppFrame
      tenantName={tenant.name}
      entries={[{ to: '/chat', label: t('chat'), Icon: IconMessageCircle }]}
      account={<UserMenu session={session} />}
    >
      <Outlet />
    </AppFrame>
  )
}
