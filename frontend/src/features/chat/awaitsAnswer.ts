import type { Schema } from '@/lib/api'

/** After this long, an agent that has not answered is not going to. */
const PATIENCE_MS = 3 * 60_000

/** Whether the last message of a history is still being answered by somebody else's call. */
export function awaitsAnswer(last: Schema<'StoredMessage'> | undefined, nowMs: number): boolean {
  return last?.role === 'user' && nowMs - Date.parse(last.created_at) < PATIENCE_MS
}
