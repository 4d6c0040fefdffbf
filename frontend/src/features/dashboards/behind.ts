import type { Schema } from '@/lib/api'
import { daysAfter } from '@/lib/startOfDay'

import type { DashSearch } from './DashSearch'

export type Step = Schema<'FunnelDashboard'>['steps'][number]['step']
export type Field = Schema<'MissingField'>['field']
export type State = (typeof STATES)[number]
export type Period = Schema<'FunnelDashboard'>['period']

/** Which of the funnel's numbers: its leads are those for whom all of these are true. */
export type Behind = {
  reached?: Step
  state?: State
  dropped?: true
  droppedAt?: Step
  missing?: Field
  inbox?: string
  /** Empty: of those without one. */
  source?: string
  /** The first day of a week. */
  week?: string
}

export const STATES = ['NEW', 'QUALIFYING', 'QUALIFIED', 'NURTURING', 'SCHEDULED', 'RESCHEDULED', 'COMPLETED', 'UNQUALIFIED', 'CLOSED'] as const // prettier-ignore

/** The list of leads in the days of the dashboard, with its filters, and no lead that the number did not count. */
export function leadsBehind(behind: Behind, period: Pick<Period, 'first_day' | 'last_day'>, search: DashSearch) {
  const { week } = behind
  const weekEnds = week ? daysAfter(week, 6) : period.last_day
  const inbox = behind.inbox ? [behind.inbox] : search.inboxes
  const source = behind.source === undefined ? search.sources : [behind.source]

  return {
    view: 'table' as const,
    sort: 'created' as const,
    from: week && week > period.first_day ? week : period.first_day,
    to: weekEnds < period.last_day ? weekEnds : period.last_day,
    // Every lead is new once.
    ...(behind.reached && behind.reached !== 'NEW' ? { reached: behind.reached } : {}),
    ...(behind.state ? { states: [behind.state] } : {}),
    ...(behind.dropped ? { dropped: true as const } : {}),
    ...(behind.droppedAt ? { droppedAt: behind.droppedAt } : {}),
    ...(behind.missing ? { missing: behind.missing } : {}),
    ...(inbox ? { inbox } : {}),
    ...(source ? { source } : {}),
  }
}

export function countAt(counts: Schema<'LeadCounts'>, step: Step): number {
  return {
    NEW: counts.leads,
    QUALIFYING: counts.qualifying,
    QUALIFIED: counts.qualified,
    SCHEDULED: counts.scheduled,
    COMPLETED: counts.completed,
  }[step]
}
