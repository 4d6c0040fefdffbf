import { createFileRoute } from '@tanstack/react-router'

import { ConnectionPage } from '@/features/settings/ConnectionPage'

export const Route = createFileRoute('/_app/settings/connection')({ component: ConnectionPage })
