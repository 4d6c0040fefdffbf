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

import type { Session } from '@/features/session/sessionQuery'
import { isAdmin } from '@/lib/roles'

/** What a company sets. `forAll`: everybody may look, who administers may change. */
export const SETTINGS_PAGES = [
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

export function settingsPagesFor({ user }: Session) {
  return SETTINGS_PAGES.filter((page) => page.forAll || isAdmin(user.role))
}
