import { localDay } from '@/lib/localDay'

import type { Message } from './pages'

export type HistoryEntry =
  | { key: string; kind: 'day'; at: string }
  | { key: 'unread'; kind: 'unread' }
  | { key: string; kind: 'message'; message: Message; /** The same voice as the line above. */ joined: boolean }

/** What stands below each other: days, the line where one had stopped reading, messages. */
export function historyEntries(messages: readonly Message[], readIndex: number | null): HistoryEntry[] {
  const entries: HistoryEntry[] = []
  let day = ''
  let above: Message | null = null
  let lineDrawn = readIndex === null || readIndex === 0

  for (const message of messages) {
    if (localDay(message.created_at) !== day) {
      day = localDay(message.created_at)
      entries.push({ key: `day-${day}`, kind: 'day', at: message.created_at })
      above = null
    }
    if (!lineDrawn && readIndex !== null && message.message_index > readIndex) {
      entries.push({ key: 'unread', kind: 'unread' })
      lineDrawn = true
      above = null
    }
    entries.push({ key: message.id, kind: 'message', message, joined: above !== null && sameVoice(above, message) })
    above = message
  }
  return entries
}

const CLOSE_MS = 3 * 60_000

function sameVoice(one: Message, next: Message): boolean {
  return (
    one.role === next.role &&
    one.visibility === next.visibility &&
    (one.author_user_id ?? null) === (next.author_user_id ?? null) &&
    Date.parse(next.created_at) - Date.parse(one.created_at) < CLOSE_MS
  )
}
