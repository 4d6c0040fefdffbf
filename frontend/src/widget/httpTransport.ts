import { readSse } from '@/lib/readSse'

import { type AnswerEvent, ChatProblem, type Config, type Session, type Thread, type Transport } from './types'

/** The server says something every 15 seconds. */
const IDLE_MS = 40_000
const JSON_TYPE = { 'Content-Type': 'application/json' }

export function httpTransport(base: string, key: string): Transport {
  const address = (path: string) => `${base}/api/web-chat/${encodeURIComponent(key)}/${path}`

  async function call(path: string, init: RequestInit): Promise<Response> {
    // The page's cookies are none of ours, and ours are none of the page's.
    const response = await fetch(address(path), { ...init, credentials: 'omit', cache: 'no-store' })
    if (!response.ok) throw await problemOf(response)
    return response
  }

  // Bodies are typed by the API's description; what came is not checked again.
  async function read<Body>(path: string, init: RequestInit): Promise<Body> {
    return (await (await call(path, init)).json()) as Body
  }

  return {
    config: () => read<Config>('config', {}),

    begin: (name, phone) =>
      read<Session>('visitors', { method: 'POST', headers: JSON_TYPE, body: JSON.stringify({ name, phone }) }),

    async end(token) {
      await call('visitors/me', { method: 'DELETE', headers: bearer(token) })
    },

    thread: (token, after) =>
      read<Thread>(`thread?after=${encodeURIComponent(after)}`, { headers: bearer(token) }),

    async *send(token, message, requestId) {
      const response = await call('messages', {
        method: 'POST',
        headers: { ...JSON_TYPE, ...bearer(token), Accept: 'text/event-stream' },
        body: JSON.stringify({ message, request_id: requestId }),
      })
      for await (const { event, data } of events(response)) {
        const told = answerEvent(event, data)
        if (told !== null) yield told
        if (event === 'thread') return
      }
      throw new TypeError('The answer broke off.')
    },

    async *listen(token, after, signal) {
      const headers = { ...bearer(token), ...(after === '' ? {} : { 'Last-Event-ID': after }) }
      const response = await call('events', { headers, signal })
      for await (const { event, data } of events(response)) {
        if (event === 'thread') yield JSON.parse(data) as Thread
      }
    },
  }
}

function bearer(token: string) {
  return { Authorization: `Bearer ${token}` }
}

function events(response: Response) {
  if (response.body === null) throw new TypeError('The answer has no body.')
  return readSse(response.body, IDLE_MS)
}

function answerEvent(event: string, data: string): AnswerEvent | null {
  if (event === 'accepted') return { kind: 'accepted' }
  if (event === 'token') return { kind: 'token', text: (JSON.parse(data) as { text: string }).text }
  if (event === 'thread') return { kind: 'thread', thread: JSON.parse(data) as Thread }
  if (event === 'error') throw problemFrom(JSON.parse(data), 503)
  return null
}

async function problemOf(response: Response): Promise<ChatProblem> {
  const body: unknown = await response.json().catch(() => null)
  return problemFrom(body, response.status)
}

function problemFrom(body: unknown, status: number): ChatProblem {
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const code = typeof fields.code === 'string' ? fields.code : 'UNKNOWN'
  const wait = typeof fields.retry_after_s === 'number' ? fields.retry_after_s : null
  return new ChatProblem(status, code, wait)
}
