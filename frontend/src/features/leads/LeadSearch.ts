import type { operations } from '@/api/schema'
import { omit } from '@/lib/omit'

import { startOfDay, daysAfter } from '@/lib/startOfDay'

import { isLeadState, type LeadState } from './leadStates'

export type Sort = 'activity' | 'score' | 'created' | 'stalest'
/** The same for the API. */
export type LeadQuery = NonNullable<operations['list_leads']['parameters']['query']>
type LeadStep = NonNullable<LeadQuery['reached']>
type MissingPart = NonNullable<LeadQuery['missing']>

/** What one looks at, as it stands in the address. `owner`: `me`, `none`, or a person's id. */
export type LeadSearch = {
  view?: 'table'
  q?: string
  states?: LeadState[]
  owner?: string
  min?: number
  max?: number
  /** An empty one: leads without a source. */
  source?: string[]
  inbox?: string[]
  reached?: LeadStep
  dropped?: true
  droppedAt?: LeadStep
  missing?: MissingPart
  from?: string
  to?: string
  sort?: Sort
}

const SORTS: readonly Sort[] = ['activity', 'score', 'created', 'stalest']
const STEPS: readonly LeadStep[] = ['NEW', 'QUALIFYING', 'QUALIFIED', 'SCHEDULED', 'COMPLETED']
const MISSING: readonly MissingPart[] = ['budget', 'authority', 'pain', 'timeline']
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const MANY = 100
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** What is no filter is dropped: a link can be old, or written by hand. */
export function readLeadSearch(raw: Record<string, unknown>): LeadSearch {
  const sort = SORTS.find((one) => one === raw.sort && one !== 'activity')
  const states = (Array.isArray(raw.states) ? raw.states : [raw.states]).filter(isLeadState)
  const found: { [Name in keyof LeadSearch]: LeadSearch[Name] | undefined } = {
    view: raw.view === 'table' ? 'table' : undefined,
    q: readText(raw.q),
    states: states.length > 0 ? [...new Set(states)] : undefined,
    owner: raw.owner === 'me' || raw.owner === 'none' ? raw.owner : readId(raw.owner),
    min: readScore(raw.min),
    max: readScore(raw.max),
    source: readMany(raw.source, readSource),
    inbox: readMany(raw.inbox, readId),
    reached: STEPS.find((step) => step === raw.reached),
    dropped: raw.dropped === true ? true : undefined,
    droppedAt: STEPS.find((step) => step === raw.droppedAt),
    missing: MISSING.find((part) => part === raw.missing),
    from: readDay(raw.from),
    to: readDay(raw.to),
    sort,
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined))
}

/** Days are the company's own, as in the dashboards: the first from its beginning, the last to its end. */
export function toQuery(search: LeadSearch, myId: string, timezone: string): LeadQuery {
  return {
    ...(search.states ? { state: search.states } : {}),
    ...(search.inbox ? { inbox_id: search.inbox } : {}),
    ...(search.owner === 'none' ? { unowned: true } : {}),
    ...(search.owner && search.owner !== 'none'
      ? { owner_user_id: search.owner === 'me' ? myId : search.owner }
      : {}),
    ...(search.min === undefined ? {} : { min_score: search.min }),
    ...(search.max === undefined ? {} : { max_score: search.max }),
    ...(search.source ? { source: search.source } : {}),
    ...(search.reached ? { reached: search.reached } : {}),
    ...(search.dropped ? { dropped: true } : {}),
    ...(search.droppedAt ? { dropped_at: search.droppedAt } : {}),
    ...(search.missing ? { missing: search.missing } : {}),
    ...(search.from ? { created_from: startOfDay(search.from, timezone) } : {}),
    ...(search.to ? { created_before: startOfDay(daysAfter(search.to, 1), timezone) } : {}),
    ...(search.q ? { search: search.q } : {}),
    ...(search.sort ? { sort: search.sort } : {}),
  }
}

/** Only what narrows the list: neither how it is shown nor its order. */
export function filtersOf(search: LeadSearch): LeadSearch {
  return omit(search, 'view', 'sort')
}

export function sameFilters(one: LeadSearch, other: LeadSearch): boolean {
  return canonical(one) === canonical(other)
}

function canonical(search: LeadSearch): string {
  const filters = Object.entries(filtersOf(search)).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.toSorted() : value,
  ])
  return JSON.stringify(filters.toSorted(([a], [b]) => String(a).localeCompare(String(b))))
}

/** One, or a list of them. */
function readMany(value: unknown, read: (one: unknown) => string | undefined): string[] | undefined {
  const found = (Array.isArray(value) ? value : [value]).map(read).filter((one) => one !== undefined)
  return found.length > 0 ? [...new Set(found)].slice(0, MANY) : undefined
}

function readSource(value: unknown): string | undefined {
  return value === '' ? '' : readText(value)
}

function readText(value: unknown): string | undefined {
  // The address makes a number of what looks like one: a phone, for example.
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && text.trim() !== '' ? text.slice(0, 200) : undefined
}

function readId(value: unknown): string | undefined {
  return typeof value === 'string' && ID.test(value) ? value : undefined
}

function readDay(value: unknown): string | undefined {
  return typeof value === 'string' && DAY.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined
}

function readScore(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 100 ? value : undefined
}
