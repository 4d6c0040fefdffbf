import { createFileRoute } from '@tanstack/react-router'

import { CostPage } from '@/features/dashboards/CostPage'

export const Route = createFileRoute('/_app/dashboards/cost')({ component: CostPage })
