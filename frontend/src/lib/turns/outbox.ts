import { isRecord } from '@/lib/ApiProblem'
import type { TextStorage } from '@/lib/browserStorage'
import { parseJson } from '@/lib/parseJson'

import { newTurn, type Turn, type TurnBody } from './Turn'

const MAX_KEPT = 20

/**
 * Unanswered turns survive a reload, with the very body that was sent: only the same body may be
 * repeated under its `request_id`. `failed` ones wait for a person, the others go on by themselves.
 */
export function readOutbox(storage: TextStorage, key: string): Turn[] {
  const stored = parseJson(storage.read(key))
  return Array.isArray(stored) ? stored.flatMap(restore) : []
}

export function writeOutbox(storage: TextStorage, key: string, turns: readonly Turn[]): void {
  const kept = turns
    .filter((turn) => turn.phase !== 'answered')
    .slice(-MAX_KEPT)
    .map(({ body, conversationId, startedAt, phase }) => ({
      body,
      conversationId,
      startedAt,
      failed: phase === 'failed',
    }))
  storage.write(key, kept.length > 0 ? JSON.stringify(kept) : null)
}

function restore(entry: unknown): Turn[] {
  if (!isRecord(entry) || !isTurnBody(entry.body)) return []
  return [
    {
      ...newTurn(entry.body),
      conversationId: typeof entry.conversationId === 'string' ? entry.conversationId : null,
      ...(typeof entry.startedAt === 'string' ? { startedAt: entry.startedAt } : {}),
      phase: entry.failed === true ? 'failed' : 'waiting',
    },
  ]
}

function isTurnBody(value: unknown): value is TurnBody {
  return (
    isRecord(value) &&
    typeof value.request_id === 'string' &&
    typeof value.inbox_id === 'string' &&
    typeof value.message === 'string' &&
    typeof value.sender_phone === 'string'
  )
}
