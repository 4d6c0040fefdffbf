import { createFileRoute, useRouter } from '@tanstack/react-router'

import { sessionQuery } from '@/features/session/sessionQuery'
import { GeneralPage } from '@/features/settings/GeneralPage'

export const Route = createFileRoute('/_app/settings/general')({ component: GeneralRoute })

function GeneralRoute() {
  const { tenant, queryClient } = Route.useRouteContext()
  const router = useRouter()

  async function readAnew() {
    await queryClient.refetchQueries({ queryKey: sessionQuery.queryKey })
    await router.invalidate()
  }

  return <GeneralPage tenant={tenant} onSaved={() => void readAnew()} />
}
