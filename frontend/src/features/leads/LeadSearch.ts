import type { operations } from '@/api/schema'
import { omit } from '@/lib/omit'

import { isLeadState, type LeadState } from './leadStates'

export type Sort = 'activity' | 'score' | 'created' | 'stalest'
/** What one looks at, as it stands in the address. `owner`: `me`, `none`, or a person's id. */
export type LeadSearch = {
  view?: 'table'
  q?: string
  states?: LeadState[]
  owner?: string
  min?: number
  max?: number
  source?: string
  inbox?: string
  from?: string
  to?: string
  sort?: Sort
}
/** The same for the API. */
export type LeadQuery = NonNullable<operations['list_leads']['parameters']['query']>

const SORTS: readonly Sort[] = ['activity', 'score', 'created', 'stalest']
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
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
    source: readText(raw.source),
    inbox: readId(raw.inbox),
    from: readDay(raw.from),
    to: readDay(raw.to),
    sort,
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined))
}

/** Days are the reader's own: the first one from its beginning, the last one to its end. */
export function toQuery(search: LeadSearch, myId: string): LeadQuery {
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
    ...(search.from ? { created_from: startOf(search.from, 0) } : {}),
    ...(search.to ? { created_before: startOf(search.to, 1) } : {}),
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

function startOf(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + later).toISOString()
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
