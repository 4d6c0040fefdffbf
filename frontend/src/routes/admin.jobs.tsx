import { createFileRoute } from '@tanstack/react-router'

import { JOB_STATES, type JobState } from '@/features/platform/jobStates'
import { JobsPage } from '@/features/platform/JobsPage'

export const Route = createFileRoute('/admin/jobs')({
  validateSearch(search: Record<string, unknown>): { state?: JobState } {
    const state = JOB_STATES.find((one) => one === search.state)
    return state ? { state } : {}
  },
  component: JobsRoute,
})

function JobsRoute() {
  const { state = null } = Route.useSearch()
  const navigate = Route.useNavigate()
  return <JobsPage state={state} onState={(next) => void navigate({ search: next ? { state: next } : {}, replace: true })} />
}
