import { createFileRoute, redirect } from '@tanstack/react-router'

import { CompaniesPage } from '@/features/dashboards/CompaniesPage'

export const Route = createFileRoute('/_app/dashboards/companies')({
  beforeLoad: ({ context }) => {
    if (context.session.user.role !== 'MASTER') throw redirect({ to: '/dashboards/usage', replace: true })
  },
  component: CompaniesPage,
})
