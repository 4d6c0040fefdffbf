import { createFileRoute } from '@tanstack/react-router'

import { PerformancePage } from '@/features/dashboards/PerformancePage'

export const Route = createFileRoute('/_app/dashboards/performance')({ component: PerformancePage })
