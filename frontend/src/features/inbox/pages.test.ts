import { expect, test } from 'vitest'

import { belongs, readInboxSearch, toQuery } from './InboxSearch'
import { type Conversation, type ConversationPages, flat, type MessagePages, oldestFirst, withConversations, withNewest } from './pages'

function conversation(id: string, minute: number, fields: Partial<Conversation> = {}): Conversation {
  return {
    id,
    inbox_id: 'i',
    agent_type: 'SDR',
    status: 'open',
    contact_id: 'c',
    contact_name: null,
    contact_phone: '',
    claimed_phone: null,
    message_count: 1,
    last_message_at: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(),
    created_at: '2026-01-01T00:00:00Z',
    handled_by: 'agent',
    assignee_user_id: null,
    assignee_name: null,
    handed_at: null,
    handoff_reason: null,
    erased: false,
    unread_count: 0,
    last_message: null,
    lead: null,
    label_ids: [],
    ...fields,
  }
}

function list(...pages: Conversation[][]): ConversationPages {
  return {
    pages: pages.map((items, index) => ({ items, cursor: index === pages.length - 1 ? null : 'more' })),
    pageParams: pages.map(() => null),
  }
}

const ids = (pages: ConversationPages) => flat(pages).map(({ id }) => id)

test('A conversation with a new message moves to the top, from whatever page', () => {
  const pages = list([conversation('a', 9), conversation('b', 8)], [conversation('c', 7), conversation('d', 6)])

  expect(ids(withConversations(pages, [{ id: 'd', now: conversation('d', 10) }]))).toEqual(['d', 'a', 'b', 'c'])
})

test('One that changed without a message keeps its place', () => {
  const pages = list([conversation('a', 9), conversation('b', 8), conversation('c', 7)])
  const now = conversation('b', 8, { handled_by: 'human' })

  const after = withConversations(pages, [{ id: 'b', now }])

  expect(ids(after)).toEqual(['a', 'b', 'c'])
  expect(flat(after)[1]).toBe(now)
})

test('One that does not belong any more leaves, and nothing is left out or there twice', () => {
  const pages = list([conversation('a', 9)], [conversation('b', 8)])

  expect(ids(withConversations(pages, [{ id: 'a', now: null }]))).toEqual(['b'])
})

test('One that lies beyond what is loaded waits for its page', () => {
  const pages: ConversationPages = { pages: [{ items: [conversation('a', 9)], cursor: 'more' }], pageParams: [null] }

  expect(ids(withConversations(pages, [{ id: 'z', now: conversation('z', 1) }]))).toEqual(['a'])
})

test('The first conversation of an empty list is shown', () => {
  expect(ids(withConversations(list([]), [{ id: 'a', now: conversation('a', 1) }]))).toEqual(['a'])
})

function history(before: number | null, ...indexes: number[]): MessagePages['pages'][number] {
  return {
    before,
    items: indexes.map((index) => ({
      id: `m${index}`,
      message_index: index,
      role: 'user' as const,
      content: 'x',
      created_at: '2026-01-01T00:00:00Z',
      request_id: null,
      tool_calls: [],
      rag_context: [],
      usage: null,
      latency_ms: null,
      degraded: false,
      visibility: 'public' as const,
    })),
  }
}
const indexes = (pages: MessagePages) => oldestFirst(pages).map((it) => it.message_index)

test('The newest messages join the history', () => {
  const pages: MessagePages = { pages: [history(3, 3, 4, 5), history(null, 1, 2)], pageParams: [null, 3] }

  const after = withNewest(pages, history(4, 4, 5, 6, 7))

  expect(indexes(after)).toEqual([1, 2, 3, 4, 5, 6, 7])
  expect(after.pages.at(-1)?.before).toBeNull()
})

test('After a long break only the end is kept: a gap would be a lie', () => {
  const pages: MessagePages = { pages: [history(null, 1, 2)], pageParams: [null] }

  const after = withNewest(pages, history(60, 60, 61))

  expect(indexes(after)).toEqual([60, 61])
  expect(after.pages.at(-1)?.before).toBe(60)
})

test('An address is read, and nonsense in it is dropped', () => {
  expect(readInboxSearch({ tab: 'mine', lead: 'NEW', closed: true, q: 11, inbox: 'x', by: 'nobody', extra: 1 })).toEqual({
    tab: 'mine',
    lead: 'NEW',
    closed: true,
    q: '11',
  })
})

test('Each filter reaches the server', () => {
  const label = '00000000-0000-4000-8000-000000000000'

  expect(toQuery({ tab: 'waiting', lead: 'NEW', label, unread: true, q: 'ana' })).toEqual({
    agent_type: 'SDR',
    status: 'open',
    assignee: 'nobody',
    handled_by: 'human',
    lead_state: ['NEW'],
    label_id: label,
    unread: true,
    search: 'ana',
  })
})

test('A conversation is judged by the list that it would stand in', () => {
  const mine = conversation('a', 1, { assignee_user_id: 'me', handled_by: 'human' })

  expect(belongs(mine, { tab: 'mine' }, 'me')).toBe(true)
  expect(belongs(mine, { tab: 'waiting' }, 'me')).toBe(false)
  expect(belongs(mine, {}, 'me')).toBe(true)
  expect(belongs(mine, { closed: true }, 'me')).toBe(false)
  expect(belongs(mine, { by: 'agent' }, 'me')).toBe(false)
  expect(belongs(mine, { label: 'l' }, 'me')).toBe(false)
})
