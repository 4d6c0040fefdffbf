import { expect, test } from 'vitest'

import { historyEntries } from './historyEntries'
import type { Message } from './pages'

function message(index: number, at: string, fields: Partial<Message> = {}): Message {
  return {
    id: `m${index}`,
    message_index: index,
    role: 'user',
    content: 'x',
    created_at: at,
    request_id: null,
    tool_calls: [],
    rag_context: [],
    usage: null,
    latency_ms: null,
    degraded: false,
    visibility: 'public',
    ...fields,
  }
}
const kinds = (messages: Message[], read: number | null) =>
  historyEntries(messages, read).map((it) => (it.kind === 'message' ? it.message.message_index : it.kind))

test('A new day and the first unread message each get a line', () => {
  const messages = [message(1, '2026-03-01T12:00:00'), message(2, '2026-03-02T12:00:00'), message(3, '2026-03-02T12:01:00')]

  expect(kinds(messages, 2)).toEqual(['day', 1, 'day', 2, 'unread', 3])
})

test('Nothing new, never opened before: no line', () => {
  const messages = [message(1, '2026-03-01T12:00:00')]

  expect(kinds(messages, 1)).toEqual(['day', 1])
  expect(kinds(messages, null)).toEqual(['day', 1])
})

test('What one voice says in one breath stands together', () => {
  const joined = historyEntries(
    [
      message(1, '2026-03-01T12:00:00'),
      message(2, '2026-03-01T12:01:00'),
      message(3, '2026-03-01T12:09:00'),
      message(4, '2026-03-01T12:09:10', { role: 'operator' }),
      message(5, '2026-03-01T12:09:20', { role: 'operator', visibility: 'internal' }),
    ],
    null,
  ).flatMap((it) => (it.kind === 'message' ? [it.joined] : []))

  expect(joined).toEqual([false, true, false, false, false])
})
