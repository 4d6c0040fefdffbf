import { createFileRoute, Outlet, redirect } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

import { sessionQuery } from '@/features/session/sessionQuery'
import { NotAllowed } from '@/ui/NotAllowed'
import { SideNav } from '@/ui/SideNav'

import { ADMIN_PAGES } from './-adminPages'
import { Frame } from './-Frame'

/** The platform, for a MASTER. Needs no company. */
export const Route = createFileRoute('/admin')({
  async beforeLoad({ context, location }) {
    const session = await context.queryClient.query({ ...sessionQuery, staleTime: 'static' })
    if (!session) throw redirect({ to: '/sign-in', search: { redirect: location.href } })
    return { session }
  },
  component: AdminLayout,
})

function AdminLayout() {
  const t = useTranslations('platform')
  const { session } = Route.useRouteContext()

  return (
    <Frame session={session}>
      {session.user.role === 'MASTER' ? (
        <SideNav title={t('title')} items={ADMIN_PAGES.map(({ to, name, Icon }) => ({ to, Icon, label: t(`page.${name}`) }))}>
          <Outlet />
        </SideNav>
      ) : (
        <NotAllowed />
      )}
    </Frame>
  )
}
