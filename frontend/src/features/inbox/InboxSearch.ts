import type { AgentType } from '@/lib/agentType'
import type { operations, components } from '@/api/schema'

type Query = NonNullable<operations['list_conversations']['parameters']['query']>
export type LeadState = NonNullable<Query['lead_state']>[number]
type Conversation = components['schemas']['ConversationView']

export const TABS = ['mine', 'waiting', 'all'] as const
export type Tab = (typeof TABS)[number]

export const LEAD_STATES: readonly LeadState[] = [
  'NEW', 'QUALIFYING', 'QUALIFIED', 'SCHEDULED', 'RESCHEDULED', 'COMPLETED', 'NURTURING', 'UNQUALIFIED', 'CLOSED',
]

/** What the inbox shows, as it stands in the address. What is not there has its usual value. */
export type InboxSearch = {
  tab?: Exclude<Tab, 'all'>
  closed?: true
  inbox?: string
  agent?: 'COPILOT'
  by?: 'agent' | 'human'
  person?: string
  lead?: LeadState
  label?: string
  unread?: true
  q?: string
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Reads an address; what it does not know, it leaves out. */
export function readInboxSearch(raw: Record<string, unknown>): InboxSearch {
  const id = (value: unknown) => (typeof value === 'string' && UUID.test(value) ? value : undefined)
  const one = <Value extends string>(values: readonly Value[], value: unknown) => values.find((it) => it === value)
  const q = typeof raw.q === 'string' || typeof raw.q === 'number' ? String(raw.q).slice(0, 200) : ''

  return withoutBlanks({
    tab: one(['mine', 'waiting'], raw.tab),
    closed: raw.closed === true ? true : undefined,
    inbox: id(raw.inbox),
    agent: one(['COPILOT'], raw.agent),
    by: one(['agent', 'human'], raw.by),
    person: id(raw.person),
    lead: one(LEAD_STATES, raw.lead),
    label: id(raw.label),
    unread: raw.unread === true ? true : undefined,
    q: q === '' ? undefined : q,
  })
}

/** A change of the filters; `undefined` takes one away. */
export type SearchChange = { [Key in keyof InboxSearch]?: InboxSearch[Key] | undefined }

export function changed(search: InboxSearch, change: SearchChange): InboxSearch {
  return withoutBlanks({ ...search, ...change })
}

function withoutBlanks(search: SearchChange): InboxSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined))
}

/** How many filters stand behind the filter button. */
export function filtersIn({ agent, by, person, lead, label }: InboxSearch): number {
  return [agent, by, person, lead, label].filter((it) => it !== undefined).length
}

export function agentOf(search: Pick<InboxSearch, 'agent'>): AgentType {
  // COPILOT talks with the team; what comes from outside is what an inbox is for.
  return search.agent ?? 'SDR'
}

/** The same as the API asks for it. */
export function toQuery(search: InboxSearch): Query {
  return {
    agent_type: agentOf(search),
    status: search.closed ? 'closed' : 'open',
    ...(search.tab === 'mine' && { assignee: 'me' as const }),
    ...(search.tab === 'waiting' && { assignee: 'nobody' as const, handled_by: 'human' as const }),
    ...(search.person && search.tab === undefined && { assignee: search.person }),
    ...(search.by && search.tab !== 'waiting' && { handled_by: search.by }),
    ...(search.inbox && { inbox_id: search.inbox }),
    ...(search.lead && { lead_state: [search.lead] }),
    ...(search.label && { label_id: search.label }),
    ...(search.unread && { unread: true }),
    ...(search.q && { search: search.q }),
  }
}

/**
 * Whether a conversation that changed still belongs into a list. What only the server can judge (the
 * search, unread ones that one has just read) counts as a yes: it leaves with the next load.
 */
export function belongs(conversation: Conversation, search: InboxSearch, myId: string): boolean {
  const { assignee_user_id: assignee, handled_by: by } = conversation
  if (conversation.agent_type !== agentOf(search)) return false
  if ((conversation.status === 'closed') !== (search.closed ?? false)) return false
  if (search.tab === 'mine' && assignee !== myId) return false
  if (search.tab === 'waiting' && (assignee !== null || by !== 'human')) return false
  if (search.person && search.tab === undefined && assignee !== search.person) return false
  if (search.by && search.tab !== 'waiting' && by !== search.by) return false
  if (search.inbox && conversation.inbox_id !== search.inbox) return false
  if (search.lead && conversation.lead?.state !== search.lead) return false
  return !search.label || conversation.label_ids.includes(search.label)
}
