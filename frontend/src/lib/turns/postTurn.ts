import { isSessionOver } from '@/lib/api'
import { ApiProblem } from '@/lib/ApiProblem'
import { readSse } from '@/lib/readSse'
import { announceSignedOut } from '@/lib/signedOut'

import type { TurnBody } from './Turn'
import { readTurnAnswer, readTurnEvent, type TurnEvent } from './TurnEvent'

/** A stream that is silent for this long may be dead. Asking again is safe where it is not. */
const IDLE_MS = 45_000

export type PostTurn = (body: TurnBody, signal: AbortSignal) => AsyncGenerator<TurnEvent, void, void>

/**
 * One call of POST /api/chat, streamed. Ends after `answered` or `handed_over`; everything else is an
 * `ApiProblem`. Not through the generated client, which reads whole bodies.
 */
export const postTurn: PostTurn = (body, signal) => post('/api/chat', body, signal)

/** The same, and before its end what went between the platform and the agent. For who administers. */
export const postWatchedTurn: PostTurn = (body, signal) => post('/api/chat?show_protocol=true', body, signal)

async function* post(address: string, body: TurnBody, signal: AbortSignal): AsyncGenerator<TurnEvent, void, void> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal,
    })
    if (!response.ok) throw await ApiProblem.fromResponse(response)
    yield* response.headers.get('content-type')?.startsWith('text/event-stream')
      ? streamed(response)
      : readTurnAnswer(await response.json())
  } catch (error) {
    if (signal.aborted) throw error
    const problem = error instanceof ApiProblem ? error : ApiProblem.lost()
    if (isSessionOver(problem)) announceSignedOut()
    throw problem
  }
}

async function* streamed(response: Response): AsyncGenerator<TurnEvent, void, void> {
  if (!response.body) throw ApiProblem.lost()
  for await (const event of readSse(response.body, IDLE_MS)) {
    const turnEvent = readTurnEvent(event)
    if (turnEvent) yield turnEvent
    if (turnEvent?.type === 'answered' || turnEvent?.type === 'handed_over') return
  }
  throw ApiProblem.lost()
}
