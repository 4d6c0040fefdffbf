import {
  IconAddressBook,
  IconBuilding,
  IconGauge,
  IconHistory,
  IconInbox,
  IconKey,
  IconMessage2Bolt,
  IconPlugConnected,
  IconRobot,
  IconUsers,
} from '@tabler/icons-react'
import { createFileRoute, Outlet, useLocation } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

import { isAdmin } from '@/lib/roles'
import { NotAllowed } from '@/ui/NotAllowed'
import { SideNav } from '@/ui/SideNav'

/** What a company sets. `forAll`: everybody may look, who administers may change. */
const PAGES = [
  { to: '/settings/general', name: 'general', Icon: IconBuilding, forAll: false },
  { to: '/settings/agents', name: 'agents', Icon: IconRobot, forAll: true },
  { to: '/settings/connection', name: 'connection', Icon: IconPlugConnected, forAll: false },
  { to: '/settings/inboxes', name: 'inboxes', Icon: IconInbox, forAll: true },
  { to: '/settings/answers', name: 'answers', Icon: IconMessage2Bolt, forAll: true },
  { to: '/settings/people', name: 'people', Icon: IconUsers, forAll: true },
  { to: '/settings/sign-in', name: 'signIn', Icon: IconAddressBook, forAll: false },
  { to: '/settings/budgets', name: 'budgets', Icon: IconGauge, forAll: true },
  { to: '/settings/keys', name: 'keys', Icon: IconKey, forAll: false },
  { to: '/settings/audit', name: 'audit', Icon: IconHistory, forAll: false },
] as const

export const Route = createFileRoute('/_app/settings')({ component: SettingsLayout })

function SettingsLayout() {
  const t = useTranslations('settings')
  const { session } = Route.useRouteContext()
  const path = useLocation({ select: (location) => location.pathname })
  const pages = PAGES.filter((page) => page.forAll || isAdmin(session.user.role))
  const closed = PAGES.some((page) => page.to === path) && !pages.some((page) => page.to === path)

  return (
    <SideNav title={t('title')} items={pages.map(({ to, name, Icon }) => ({ to, Icon, label: t(`page.${name}`) }))}>
      {closed ? <NotAllowed /> : <Outlet />}
    </SideNav>
  )
}
