import { createFileRoute } from '@tanstack/react-router'

import { SignOnPage } from '@/features/signOn/SignOnPage'

export const Route = createFileRoute('/_app/settings/sign-in')({ component: SignOnRoute })

function SignOnRoute() {
  const { tenant } = Route.useRouteContext()
  return <SignOnPage slug={tenant.slug} />
}
