import { createFileRoute, redirect } from '@tanstack/react-router'

import { isAdmin } from '@/lib/roles'

export const Route = createFileRoute('/_app/settings/')({
  beforeLoad({ context }) {
    throw redirect({ to: isAdmin(context.session.user.role) ? '/settings/general' : '/settings/agents', replace: true })
  },
})
