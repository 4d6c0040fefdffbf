import { createFileRoute } from '@tanstack/react-router'

import { GeneralPage } from '@/features/settings/GeneralPage'

export const Route = createFileRoute('/_app/settings/general')({ component: GeneralRoute })

function GeneralRoute() {
  const { tenant } = Route.useRouteContext()
  return <GeneralPage tenant={tenant} />
}
