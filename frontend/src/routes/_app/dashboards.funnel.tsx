import { createFileRoute } from '@tanstack/react-router'

import { FunnelPage } from '@/features/dashboards/FunnelPage'

export const Route = createFileRoute('/_app/dashboards/funnel')({ component: FunnelPage })
