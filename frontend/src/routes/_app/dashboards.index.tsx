import { createFileRoute, redirect } from '@tanstack/react-router'

export const Route = createFileRoute('/_app/dashboards/')({
  beforeLoad: ({ search }) => {
    throw redirect({ to: '/dashboards/usage', search, replace: true })
  },
})
