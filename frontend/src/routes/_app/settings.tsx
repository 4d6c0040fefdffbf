import { createFileRoute, Outlet, useLocation } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

import { SETTINGS_PAGES, settingsPagesFor } from '@/routes/-settingsPages'
import { NotAllowed } from '@/ui/NotAllowed'
import { SideNav } from '@/ui/SideNav'

export const Route = createFileRoute('/_app/settings')({ component: SettingsLayout })

function SettingsLayout() {
  const t = useTranslations('settings')
  const { session } = Route.useRouteContext()
  const path = useLocation({ select: (location) => location.pathname })
  const pages = settingsPagesFor(session)
  const closed = SETTINGS_PAGES.some((page) => page.to === path) && !pages.some((page) => page.to === path)

  return (
    <SideNav title={t('title')} items={pages.map(({ to, name, Icon }) => ({ to, Icon, label: t(`page.${name}`) }))}>
      {closed ? <NotAllowed /> : <Outlet />}
    </SideNav>
  )
}
