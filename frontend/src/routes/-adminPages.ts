import {
  IconActivityHeartbeat,
  IconAdjustments,
  IconBuildings,
  IconChartBar,
  IconKey,
  IconListCheck,
} from '@tabler/icons-react'

/** The platform's pages, for a MASTER. */
export const ADMIN_PAGES = [
  { to: '/admin/tenants', name: 'tenants', Icon: IconBuildings },
  { to: '/admin/metrics', name: 'metrics', Icon: IconChartBar },
  { to: '/admin/health', name: 'health', Icon: IconActivityHeartbeat },
  { to: '/admin/jobs', name: 'jobs', Icon: IconListCheck },
  { to: '/admin/defaults', name: 'defaults', Icon: IconAdjustments },
  { to: '/admin/keys', name: 'keys', Icon: IconKey },
] as const
