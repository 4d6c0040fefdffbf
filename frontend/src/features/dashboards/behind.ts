import type { operations } from '@/api/schema'
import type { Schema } from '@/lib/api'

type LeadQuery = NonNullable<operations['list_leads']['parameters']['query']>
type Funnel = Schema<'FunnelDashboard'>
export type Step = Schema<'FunnelDashboard'>['steps'][number]['step']
export type Field = Schema<'MissingField'>['field']
export type State = (typeof STATES)[number]

/** Which of the funnel's numbers: its leads are those for whom all of these are true. */
export type Behind = {
  reached?: Step
  state?: State
  dropped?: true
  droppedAt?: Step
  missing?: Field
  inbox?: string
  source?: string
  /** The first day of a week. */
  week?: string
}

const NAMES = ['reached', 'state', 'dropped', 'droppedAt', 'missing', 'inbox', 'source', 'week'] as const
const STEPS: readonly Step[] = ['NEW', 'QUALIFYING', 'QUALIFIED', 'SCHEDULED', 'COMPLETED']
const FIELDS: readonly Field[] = ['budget', 'authority', 'pain', 'timeline']
export const STATES = ['NEW', 'QUALIFYING', 'QUALIFIED', 'NURTURING', 'SCHEDULED', 'RESCHEDULED', 'COMPLETED', 'UNQUALIFIED', 'CLOSED'] as const // prettier-ignore
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** As it stands in the address: `reached=QUALIFIED&week=2026-11-02`. */
export function writeBehind(behind: Behind): string {
  return new URLSearchParams(NAMES.flatMap((name) => (behind[name] === undefined ? [] : [[name, String(behind[name])]]))).toString()
}

/** Null where it names nothing that there is. */
export function readBehind(text: string | undefined): Behind | null {
  if (text === undefined) return null
  const raw = new URLSearchParams(text)
  const one = <Value extends string>(values: readonly Value[], name: string) => values.find((it) => it === raw.get(name))
  const found = {
    reached: one(STEPS, 'reached'),
    state: one(STATES, 'state'),
    dropped: raw.get('dropped') === 'true' ? true : undefined,
    droppedAt: one(STEPS, 'droppedAt'),
    missing: one(FIELDS, 'missing'),
    inbox: raw.get('inbox') ?? undefined,
    source: raw.get('source') ?? undefined,
    week: DAY.test(raw.get('week') ?? '') ? raw.get('week') : undefined,
  }
  const kept = Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as Behind // Blanks are out.
  return Object.keys(kept).length > 0 ? kept : null
}

/** How many leads the dashboard counted; null where the number is not on it. */
export function countOf(funnel: Funnel, behind: Behind): number | null {
  const step = (counts: Schema<'LeadCounts'> | undefined) => (counts ? countAt(counts, behind.reached ?? 'NEW') : null)
  if (behind.week) return step(funnel.cohorts.find(({ week }) => week === behind.week))
  if (behind.source !== undefined) return step(funnel.by_source.find(({ key }) => key === behind.source))
  if (behind.inbox) return step(funnel.by_inbox.find(({ key }) => key === behind.inbox))
  if (behind.state) return funnel.states.find(({ state }) => state === behind.state)?.leads ?? null
  if (behind.missing) return funnel.missing.find(({ field }) => field === behind.missing)?.leads ?? null
  if (behind.droppedAt) return funnel.steps.find(({ step: at }) => at === behind.droppedAt)?.dropped ?? null
  return behind.dropped ? funnel.dropped : step(funnel.totals)
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

/** The same leads for the list: made in the dashboard's own moments, and, of a week, in its days. */
export function leadQuery(funnel: Funnel, behind: Behind, days: { from: string; before: string }): LeadQuery {
  return {
    created_from: behind.week ? days.from : funnel.created_from,
    created_before: behind.week ? days.before : funnel.created_before,
    sort: 'created',
    limit: 50,
    ...(behind.reached ? { reached: behind.reached } : {}),
    ...(behind.state ? { state: STATES.filter((state) => state === behind.state) } : {}),
    ...(behind.dropped ? { dropped: true } : {}),
    ...(behind.droppedAt ? { dropped_at: behind.droppedAt } : {}),
    ...(behind.missing ? { missing: behind.missing } : {}),
    ...(behind.inbox ? { inbox_id: behind.inbox } : {}),
    ...(behind.source ? { source: behind.source } : {}),
  }
}
