import { createFileRoute } from '@tanstack/react-router'

import { DefaultsPage } from '@/features/platform/DefaultsPage'

export const Route = createFileRoute('/admin/defaults')({ component: DefaultsPage })
