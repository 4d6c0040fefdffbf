import type { Schema } from '@/lib/api'
import type { ApiProblem } from '@/lib/ApiProblem'

/** The body of POST /api/chat. Its `request_id` makes the call safe to repeat, byte for byte. */
export type TurnBody = Schema<'NewTurn'> & { request_id: string }

/**
 * sending: the server has not confirmed the message yet.
 * answering: it is stored, and the agent works.
 * waiting: the call broke off or is still running elsewhere; it repeats by itself.
 * answered: the whole answer is here, and the history is about to hold it.
 */
export type TurnPhase = 'sending' | 'answering' | 'waiting' | 'answered' | 'failed'

/** One message on its way: from Enter until the history holds the answer. */
export type Turn = {
  requestId: string
  body: TurnBody
  /** Null until the server says which conversation the message opened or continued. */
  conversationId: string | null
  startedAt: string
  phase: TurnPhase
  /** The answer as far as it has been streamed. */
  text: string
  toolNames: string[]
  problem: ApiProblem | null
}

export function newTurn(body: TurnBody): Turn {
  return {
    requestId: body.request_id,
    body,
    conversationId: body.conversation_id ?? null,
    startedAt: new Date().toISOString(),
    phase: 'sending',
    text: '',
    toolNames: [],
    problem: null,
  }
}

export function isRunning(turn: Turn): boolean {
  return turn.phase === 'sending' || turn.phase === 'answering' || turn.phase === 'waiting'
}
