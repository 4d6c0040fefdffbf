import { IconChartBar, IconFlask, IconInbox, IconTargetArrow } from '@tabler/icons-react'

import type { Schema } from '@/lib/api'
import type { NavPage } from '@/ui/AppFrame'

type Role = Schema<'UserView'>['role']
type Page = NavPage & { roles: readonly Role[] }

const EVERYBODY = ['MASTER', 'TENANT_ADMIN', 'TENANT_USER', 'VIEWER'] as const
const WRITERS = ['MASTER', 'TENANT_ADMIN', 'TENANT_USER'] as const

/**
 * The areas of the product, in the order of the navigation and the command palette. A new area is a
 * line here, a key in `nav`, a route and a feature.
 */
const PAGES: readonly Page[] = [
  { to: '/conversations', name: 'conversations', Icon: IconInbox, roles: EVERYBODY },
  { to: '/leads', name: 'leads', Icon: IconTargetArrow, roles: EVERYBODY },
  { to: '/dashboards', name: 'dashboards', Icon: IconChartBar, roles: EVERYBODY },
  { to: '/playground', name: 'playground', Icon: IconFlask, roles: WRITERS },
]

/** Hiding a page is a courtesy: what a role may do is decided by the backend. */
export function pagesFor(role: Role): NavPage[] {
  return PAGES.filter((page) => page.roles.includes(role))
}
