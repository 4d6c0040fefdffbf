import type { Schema } from '@/lib/api'
import { localDay } from '@/lib/localDay'

import { awaitsAnswer } from './awaitsAnswer'
import type { Turn } from '@/lib/turns/Turn'

type StoredMessage = Schema<'StoredMessage'>

/** What stands below each other in a conversation. A key stays while a turn becomes history. */
export type TimelineEntry = { key: string } & (
  | { kind: 'day'; at: string }
  | { kind: 'message'; message: StoredMessage; turn: Turn | null }
  | { kind: 'outgoing'; turn: Turn }
  | { kind: 'answer'; turn: Turn }
  | { kind: 'elsewhere' }
  | { kind: 'unanswered'; message: StoredMessage }
)

/** Joins the stored history with the turns that are on their way in this tab. */
export function timeline(
  messages: readonly StoredMessage[],
  turns: readonly Turn[],
  asOf: number,
): TimelineEntry[] {
  const answered = new Set(messages.filter((it) => it.role === 'assistant').map((it) => it.request_id))
  const open = new Map(turns.filter((it) => !answered.has(it.requestId)).map((it) => [it.requestId, it]))
  const entries: TimelineEntry[] = []
  let day = ''

  function startDay(at: string) {
    if (localDay(at) === day) return
    day = localDay(at)
    entries.push({ kind: 'day', key: `day-${day}`, at })
  }

  for (const message of messages) {
    startDay(message.created_at)
    const turn = message.role === 'user' ? (open.get(message.request_id ?? '') ?? null) : null
    entries.push({ kind: 'message', key: keyOf(message), message, turn })
    if (!turn) continue
    open.delete(turn.requestId)
    entries.push({ kind: 'answer', key: answerKey(turn.requestId), turn })
  }

  const last = messages.at(-1)
  if (last?.role === 'user' && entries.at(-1)?.kind === 'message' && open.size === 0) {
    entries.push(
      awaitsAnswer(last, asOf)
        ? { kind: 'elsewhere', key: 'elsewhere' }
        : { kind: 'unanswered', key: 'unanswered', message: last },
    )
  }

  for (const turn of open.values()) {
    startDay(turn.startedAt)
    entries.push({ kind: 'outgoing', key: askKey(turn.requestId), turn })
    entries.push({ kind: 'answer', key: answerKey(turn.requestId), turn })
  }
  return entries
}

function keyOf(message: StoredMessage): string {
  if (message.request_id === null) return message.id
  return message.role === 'user' ? askKey(message.request_id) : answerKey(message.request_id)
}

const askKey = (requestId: string) => `ask-${requestId}`
const answerKey = (requestId: string) => `answer-${requestId}`
