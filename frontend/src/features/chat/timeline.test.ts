import { expect, test } from 'vitest'

import type { Schema } from '@/lib/api'

import { appendMessages } from './appendMessages'
import { timeline } from './timeline'
import { newTurn } from '@/lib/turns/Turn'

const NOW = Date.parse('2026-05-31T12:00:00Z')

function message(index: number, role: 'user' | 'assistant', requestId: string | null): Schema<'StoredMessage'> {
  return {
    id: `m-${index}`,
    message_index: index,
    role,
    content: 'x',
    created_at: new Date(NOW - 60_000).toISOString(),
    request_id: requestId,
    tool_calls: [],
    rag_context: [],
    usage: null,
    latency_ms: null,
    degraded: false,
    visibility: 'public',
  }
}

function turn(requestId: string) {
  return newTurn({ request_id: requestId, inbox_id: 'i', message: 'x', sender_phone: '+5511987654321' })
}

const kinds = (...args: Parameters<typeof timeline>) => timeline(...args).map((entry) => entry.kind)

test('A message that the server does not have yet stands at the end', () => {
  const entries = kinds([message(1, 'user', 'a'), message(2, 'assistant', 'a')], [turn('b')], NOW)

  expect(entries.filter((kind) => kind !== 'day')).toEqual(['message', 'message', 'outgoing', 'answer'])
})

test('A message is never shown twice while it becomes history, and keeps its key', () => {
  const before = timeline([], [turn('a')], NOW)
  const after = timeline([message(1, 'user', 'a')], [turn('a')], NOW)

  expect(after.map((entry) => entry.kind)).toEqual(['day', 'message', 'answer'])
  expect(after.slice(1).map((entry) => entry.key)).toEqual(before.slice(1).map((entry) => entry.key))
})

test('A turn whose answer is in the history is not shown any more', () => {
  expect(kinds([message(1, 'user', 'a'), message(2, 'assistant', 'a')], [turn('a')], NOW)).toEqual([
    'day',
    'message',
    'message',
  ])
})

test('A question without an answer is waited for, then said to be unanswered', () => {
  expect(kinds([message(1, 'user', 'a')], [], NOW).at(-1)).toBe('elsewhere')
  expect(kinds([message(1, 'user', 'a')], [], NOW + 600_000).at(-1)).toBe('unanswered')
})

test('Fresh messages join the newest page once, and only without a gap', () => {
  const pages = { pageParams: [null], pages: [{ items: [message(1, 'user', 'a')], before: null }] }

  const joined = appendMessages(pages, [message(1, 'user', 'a'), message(2, 'assistant', 'a')])

  expect(joined?.pages[0]?.items.map((item) => item.message_index)).toEqual([1, 2])
  expect(appendMessages(pages, [message(3, 'assistant', 'b')])).toBeNull()
})
