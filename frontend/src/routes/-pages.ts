import {
  IconAddressBook,
  IconBooks,
  IconChartBar,
  IconFlask,
  IconInbox,
  IconSettings,
  IconShieldCog,
  IconTargetArrow,
} from '@tabler/icons-react'

import type { Session } from '@/features/session/sessionQuery'
import type { Schema } from '@/lib/api'
import type { NavPage } from '@/ui/AppFrame'

type Role = Schema<'UserView'>['role']
type Page = NavPage & { roles: readonly Role[]; /** Also without a company. */ ofPlatform?: boolean }

const EVERYBODY = ['MASTER', 'TENANT_ADMIN', 'TENANT_USER', 'VIEWER'] as const
const WRITERS = ['MASTER', 'TENANT_ADMIN', 'TENANT_USER'] as const

/**
 * The areas of the product, in the order of the navigation and the command palette. A new area is a
 * line here, a key in `nav`, a route and a feature.
 */
const PAGES: readonly Page[] = [
  { to: '/conversations', name: 'conversations', Icon: IconInbox, roles: EVERYBODY },
  { to: '/leads', name: 'leads', Icon: IconTargetArrow, roles: EVERYBODY },
  { to: '/contacts', name: 'contacts', Icon: IconAddressBook, roles: EVERYBODY },
  { to: '/knowledge', name: 'knowledge', Icon: IconBooks, roles: EVERYBODY },
  { to: '/dashboards', name: 'dashboards', Icon: IconChartBar, roles: EVERYBODY },
  { to: '/playground', name: 'playground', Icon: IconFlask, roles: WRITERS },
  { to: '/settings', name: 'settings', Icon: IconSettings, roles: EVERYBODY },
  { to: '/admin', name: 'admin', Icon: IconShieldCog, roles: ['MASTER'], ofPlatform: true },
]

/** Hiding a page is a courtesy: what a role may do is decided by the backend. */
export function pagesFor({ user, tenant }: Session): NavPage[] {
  return PAGES.filter((page) => page.roles.includes(user.role) && (tenant !== null || page.ofPlatform))
}
