import { createFileRoute } from '@tanstack/react-router'

import { UsagePage } from '@/features/dashboards/UsagePage'

export const Route = createFileRoute('/_app/dashboards/usage')({ component: UsagePage })
