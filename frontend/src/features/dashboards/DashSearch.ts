import type { operations } from '@/api/schema'

type Query = NonNullable<operations['get_funnel_dashboard']['parameters']['query']>
export type Preset = NonNullable<Query['preset']>
export type Granularity = NonNullable<Query['granularity']>
export type AgentFilter = NonNullable<Query['agent_type']>[number]
/** The same as the API is asked for it. */
export type DashQuery = Query

export const PRESETS: readonly Preset[] = [
  'today', '7d', '30d', '90d', '12m', 'this_month', 'last_month', 'this_year',
] // prettier-ignore
export const GRANULARITIES: readonly Granularity[] = ['day', 'week', 'month']
export const SPLITS = ['inbox', 'agent', 'model'] as const
export type Split = (typeof SPLITS)[number]
export const CLOCKS = ['agent', 'platform', 'first_token'] as const
export type LatencyOf = (typeof CLOCKS)[number]

/** What one looks at, as it stands in the address. What is not there has its usual value. */
export type DashSearch = {
  preset?: Preset
  from?: string
  to?: string
  by?: Granularity
  inboxes?: string[]
  agents?: AgentFilter[]
  models?: string[]
  sources?: string[]
  compare?: true
  split?: Split
  latency?: Exclude<LatencyOf, 'agent'>
  money?: 'BRL'
  /** Words of the companies that a MASTER looks for. */
  company?: string
}
/** A change of the address; `undefined` takes a part away. */
export type DashChange = { [Key in keyof DashSearch]?: DashSearch[Key] | undefined }

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const DAY = /^\d{4}-\d{2}-\d{2}$/
const MANY = 100

/** Reads an address; what it does not know, it leaves out: a link can be old, or written by hand. */
export function readDashSearch(raw: Record<string, unknown>): DashSearch {
  const from = readDay(raw.from)
  const to = readDay(raw.to)
  // Half a range, or one that is upside down, is none; with a whole one a preset means nothing.
  const days = from && to && from <= to ? { from, to } : {}

  return withoutBlanks({
    ...days,
    preset: days.from ? undefined : PRESETS.find((it) => it === raw.preset && it !== '30d'),
    by: GRANULARITIES.find((it) => it === raw.by),
    inboxes: readMany(raw.inboxes, (it) => ID.test(it)),
    agents: readMany(raw.agents, (it): it is AgentFilter => it === 'SDR' || it === 'COPILOT'),
    models: readMany(raw.models, isName),
    sources: readMany(raw.sources, isName),
    compare: raw.compare === true ? true : undefined,
    split: SPLITS.find((it) => it === raw.split),
    latency: (['platform', 'first_token'] as const).find((it) => it === raw.latency),
    money: raw.money === 'BRL' ? 'BRL' : undefined,
    company: typeof raw.company === 'string' && raw.company !== '' ? raw.company.slice(0, 100) : undefined,
  })
}

export function changed(search: DashSearch, change: DashChange): DashSearch {
  return withoutBlanks({ ...search, ...change })
}

/** How many filters stand behind the filter button. */
export function filtersIn({ inboxes, agents, models, sources }: DashSearch): number {
  return [inboxes, agents, models, sources].filter((it) => it !== undefined).length
}

/** Sources belong to leads: only the funnel is asked for them, and it knows no models and no agents. */
export function toQuery(search: DashSearch, dashboard: 'counters' | 'funnel'): DashQuery {
  return {
    ...(search.from && search.to
      ? { first_day: search.from, last_day: search.to }
      : { preset: search.preset ?? '30d' }),
    ...(search.by && { granularity: search.by }),
    ...(search.inboxes && { inbox_id: search.inboxes }),
    ...(dashboard === 'counters' && search.agents && { agent_type: search.agents }),
    ...(search.compare && { compare: true }),
    ...(dashboard === 'counters' && search.models && { model: search.models }),
    ...(dashboard === 'funnel' && search.sources && { source: search.sources }),
  }
}

/** An address as a link of the browser: where a file is downloaded. */
export function exportAddress(
  name: 'usage' | 'cost' | 'performance' | 'funnel',
  table: string,
  query: DashQuery,
  delimiter: 'comma' | 'semicolon',
): string {
  const parts = new URLSearchParams({ table, delimiter })
  for (const [key, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) parts.append(key, String(one))
  }
  return `/api/dashboard/${name}/export.csv?${parts.toString()}`
}

function readDay(value: unknown): string | undefined {
  return typeof value === 'string' && DAY.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined
}

function readMany<Value extends string>(
  value: unknown,
  fits: ((it: string) => it is Value) | ((it: string) => boolean),
): Value[] | undefined {
  // The address makes a number of what looks like one.
  const found = (Array.isArray(value) ? value : [value])
    .filter((it): it is string | number => typeof it === 'string' || typeof it === 'number')
    .map(String)
    .filter((it): it is Value => fits(it))
  return found.length > 0 ? [...new Set(found)].slice(0, MANY) : undefined
}

function isName(text: string): boolean {
  return text !== '' && text.length <= 300
}

function withoutBlanks(search: DashChange): DashSearch {
  return Object.fromEntries(
    Object.entries(search).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  )
}
