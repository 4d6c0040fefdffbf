import { createFileRoute } from '@tanstack/react-router'

import { HealthPage } from '@/features/platform/HealthPage'

export const Route = createFileRoute('/admin/health')({ component: HealthPage })
