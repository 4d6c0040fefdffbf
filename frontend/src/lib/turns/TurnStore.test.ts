import { expect, test, vi } from 'vitest'

import { ApiProblem } from '@/lib/ApiProblem'
import type { TextStorage } from '@/lib/browserStorage'

import type { PostTurn } from './postTurn'
import type { TurnBody } from './Turn'
import { type TurnEvent } from './TurnEvent'
import { TurnStore } from './TurnStore'

const body: TurnBody = { request_id: 'r-1', inbox_id: 'i', message: 'Olá', sender_phone: '+5511987654321' }
const message = (id: string, index: number, role: 'user' | 'assistant') => ({
  id,
  message_index: index,
  role,
  content: id,
  created_at: '2026-05-31T12:00:00Z',
  request_id: 'r-1',
  tool_calls: [],
  rag_context: [],
  usage: null,
  latency_ms: null,
  degraded: false,
  visibility: 'public' as const,
})
const accepted: TurnEvent = { type: 'accepted', conversationId: 'c', message: message('u', 1, 'user') }
const answered: TurnEvent = { type: 'answered', conversationId: 'c', message: message('a', 2, 'assistant') }

function memory(): TextStorage {
  const entries = new Map<string, string>()
  return {
    read: (key) => entries.get(key) ?? null,
    write(key, value) {
      if (value === null) entries.delete(key)
      else entries.set(key, value)
    },
  }
}

function storeWith(post: PostTurn, storage = memory()) {
  const keep = vi.fn(() => Promise.resolve())
  const store = new TurnStore({ post, storage, storageKey: 'outbox', keep, accepted: vi.fn() })
  return { store, keep, storage }
}

const answering: PostTurn = async function* () {
  yield await Promise.resolve(accepted)
  yield { type: 'token', text: 'O' }
  yield answered
}

test('An answered turn is kept in the history and then leaves', async () => {
  const { store, keep, storage } = storeWith(answering)

  const problem = await store.send(body)

  expect(problem).toBeNull()
  expect(keep).toHaveBeenCalledWith(accepted, answered)
  expect(store.snapshot()).toEqual([])
  expect(storage.read('outbox')).toBeNull()
})

test('A failed turn stays with its text and goes again with the same id', async () => {
  const calls: TurnBody[] = []
  const { store, keep } = storeWith(async function* (sent) {
    calls.push(sent)
    if (calls.length === 1) throw new ApiProblem({ status: 502, code: 'AGENT_ERROR' })
    yield* answering(sent, new AbortController().signal)
  })

  const problem = await store.send(body)
  expect(problem?.code).toBe('AGENT_ERROR')
  expect(store.snapshot()).toMatchObject([{ phase: 'failed', body: { message: 'Olá' } }])

  store.retry('r-1')
  store.retry('r-1')
  await vi.waitFor(() => expect(keep).toHaveBeenCalled())

  expect(calls).toEqual([body, body])
})

test('A turn that an expired session stopped goes on after sign-in, others wait', async () => {
  const calls: string[] = []
  const { store, keep } = storeWith(async function* (sent, signal) {
    calls.push(sent.request_id)
    if (calls.length === 1) throw new ApiProblem({ status: 401, code: 'UNAUTHENTICATED' })
    if (calls.length === 2) throw new ApiProblem({ status: 502, code: 'AGENT_ERROR' })
    yield* answering(sent, signal)
  })
  await store.send(body)
  await store.send({ ...body, request_id: 'r-2' })

  store.resume()
  await vi.waitFor(() => expect(keep).toHaveBeenCalledOnce())

  expect(calls).toEqual(['r-1', 'r-2', 'r-1'])
})

test('A page that is loaded again goes on with what was under way', async () => {
  const storage = memory()
  const { store } = storeWith(async function* () {
    yield accepted
    await new Promise(() => undefined)
  }, storage)
  void store.send(body)
  await vi.waitFor(() => expect(store.snapshot()[0]?.phase).toBe('answering'))

  const reloaded = storeWith(answering, storage)

  expect(reloaded.store.snapshot()).toMatchObject([{ requestId: 'r-1', conversationId: 'c', phase: 'waiting' }])
  await vi.waitFor(() => expect(reloaded.keep).toHaveBeenCalledOnce())
})

test('A failed turn waits for a person, also after the page is loaded again', async () => {
  const storage = memory()
  const failing: PostTurn = () => {
    throw new ApiProblem({ status: 504, code: 'AGENT_TIMEOUT' })
  }
  await storeWith(failing, storage).store.send(body)

  const post = vi.fn(answering)
  const { store } = storeWith(post, storage)

  expect(store.snapshot()).toMatchObject([{ phase: 'failed', body }])
  expect(post).not.toHaveBeenCalled()
})

test('A discarded turn is called off and gives its text back', async () => {
  let signal: AbortSignal | undefined
  const { store } = storeWith(async function* (_, given) {
    signal = given
    yield accepted
    await new Promise(() => undefined)
  })
  void store.send(body)
  await vi.waitFor(() => expect(signal).toBeDefined())

  const turn = store.discard('r-1')

  expect(turn?.body.message).toBe('Olá')
  expect(signal?.aborted).toBe(true)
  expect(store.snapshot()).toEqual([])
})

test('What another program left in the storage is not taken for a turn', () => {
  const storage = memory()
  storage.write('outbox', '[{"body":{"message":1}}, 7, null]')

  expect(storeWith(answering, storage).store.snapshot()).toEqual([])
})
