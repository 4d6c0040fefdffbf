import type { Schema } from '@/lib/api'
import { ApiProblem, isRecord } from '@/lib/ApiProblem'
import { parseJson } from '@/lib/parseJson'
import type { SseEvent } from '@/lib/SseParser'

import { type Exchange, readExchange } from './Exchange'

type StoredMessage = Schema<'StoredMessage'>

export type TurnEvent =
  | { type: 'accepted'; conversationId: string; message: StoredMessage }
  | { type: 'token'; text: string }
  | { type: 'tool'; name: string }
  | { type: 'exchange'; exchange: Exchange }
  | { type: 'answered'; conversationId: string; message: StoredMessage }
  /** A person answers in this conversation; `message` is the contact's own. */
  | { type: 'handed_over'; conversationId: string; message: StoredMessage }

/**
 * What one server-sent event means; null for events that a newer server may add.
 * Throws the problem that an `error` event carries.
 */
export function readTurnEvent({ event, data }: SseEvent): TurnEvent | null {
  const body = parseJson(data)
  if (!isRecord(body)) return null

  switch (event) {
    case 'user_message':
      return accepted(body)
    case 'token':
      return typeof body.text === 'string' ? { type: 'token', text: body.text } : null
    case 'tool_call':
      return typeof body.name === 'string' ? { type: 'tool', name: body.name } : null
    case 'exchange':
      return { type: 'exchange', exchange: readExchange(body) }
    case 'assistant_message':
      return answered(body)
    case 'handed_over':
      return handedOver(body)
    case 'error':
      throw ApiProblem.fromBody(body, 502)
    default:
      return null
  }
}

/** The stored answer of a repeated call, where the server sends it as one JSON document. */
export function readTurnAnswer(body: unknown): TurnEvent[] {
  if (!isRecord(body)) throw brokenAnswer()
  const { user_message: user, assistant_message: assistant, ...rest } = body
  if (isRecord(user) && assistant === null) return [accepted({ ...rest, ...user }), handedOver(body)]
  if (!isRecord(user) || !isRecord(assistant)) throw brokenAnswer()
  return [accepted({ ...rest, ...user }), answered({ ...rest, ...assistant })]
}

function accepted(body: Record<string, unknown>): TurnEvent {
  return { type: 'accepted', conversationId: conversationIdOf(body), message: messageOf(body) }
}

function answered(body: Record<string, unknown>): TurnEvent {
  return { type: 'answered', conversationId: conversationIdOf(body), message: messageOf(body) }
}

function handedOver(body: Record<string, unknown>): TurnEvent {
  if (!isRecord(body.user_message)) throw brokenAnswer()
  return {
    type: 'handed_over',
    conversationId: conversationIdOf(body),
    message: messageOf(body.user_message),
  }
}

function conversationIdOf(body: Record<string, unknown>): string {
  if (typeof body.conversation_id !== 'string') throw brokenAnswer()
  return body.conversation_id
}

function messageOf(body: Record<string, unknown>): StoredMessage {
  const { id, message_index: index, role, content, created_at: createdAt } = body
  if (typeof id !== 'string' || typeof index !== 'number') throw brokenAnswer()
  if (typeof content !== 'string' || typeof createdAt !== 'string') throw brokenAnswer()

  return {
    id,
    message_index: index,
    role: role === 'assistant' ? 'assistant' : 'user',
    content,
    created_at: createdAt,
    request_id: typeof body.request_id === 'string' ? body.request_id : null,
    // From here on the server's schema is trusted: these parts are only shown, never acted on.
    tool_calls: Array.isArray(body.tool_calls) ? (body.tool_calls as StoredMessage['tool_calls']) : [],
    rag_context: Array.isArray(body.rag_context)
      ? (body.rag_context as StoredMessage['rag_context'])
      : [],
    usage: isRecord(body.usage) ? (body.usage as StoredMessage['usage']) : null,
    latency_ms: typeof body.latency_ms === 'number' ? body.latency_ms : null,
    degraded: body.degraded === true,
    degraded_reason: typeof body.degraded_reason === 'string' ? body.degraded_reason : null,
    visibility: 'public',
  }
}

function brokenAnswer(): ApiProblem {
  return new ApiProblem({ status: 502, code: 'BROKEN_ANSWER' })
}
