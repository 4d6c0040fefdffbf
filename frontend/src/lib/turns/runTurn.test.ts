import { describe, expect, test } from 'vitest'

import { ApiProblem } from '@/lib/ApiProblem'

import type { PostTurn } from './postTurn'
import { canRetry, PATIENCE_MS, pauseBeforeRetry } from './retryPolicy'
import { runTurn } from './runTurn'
import type { TurnBody } from './Turn'
import { readTurnAnswer, readTurnEvent, type TurnEvent } from './TurnEvent'

const body: TurnBody = { request_id: 'r-1', inbox_id: 'i', message: 'Olá', sender_phone: '+5511987654321' }
const running = new ApiProblem({ status: 409, code: 'TURN_IN_PROGRESS', retryAfterMs: 1000 })
const agentError = new ApiProblem({ status: 502, code: 'AGENT_ERROR' })
const message = { id: 'm', message_index: 1, role: 'user', content: 'Olá', created_at: '2026-05-31T12:00:00Z' }
const answered = readTurnAnswer({
  conversation_id: 'c',
  request_id: 'r-1',
  user_message: message,
  assistant_message: { ...message, id: 'a', message_index: 2, role: 'assistant', content: 'Oi!' },
})

/** A server that plays one line of the script for each call. */
function scripted(script: (TurnEvent | ApiProblem)[][]) {
  const bodies: TurnBody[] = []
  const post: PostTurn = async function* (sent) {
    bodies.push(sent)
    for (const step of script[bodies.length - 1] ?? [agentError]) {
      await Promise.resolve()
      if (step instanceof ApiProblem) throw step
      yield step
    }
  }
  return { post, bodies }
}

async function play(script: (TurnEvent | ApiProblem)[][]) {
  const { post, bodies } = scripted(script)
  const pauses: number[] = []
  const steps: string[] = []
  const pause = (ms: number) => {
    pauses.push(ms)
    return Promise.resolve()
  }
  try {
    for await (const step of runTurn(body, new AbortController().signal, { post, pause })) steps.push(step.type)
  } catch (error) {
    steps.push(ApiProblem.from(error).code)
  }
  return { steps, bodies, pauses }
}

describe('A turn', () => {
  test('that goes well is sent once', async () => {
    const { steps, bodies } = await play([answered])

    expect(steps).toEqual(['accepted', 'answered'])
    expect(bodies).toHaveLength(1)
  })

  test('whose stream broke is repeated with the same id and body', async () => {
    const { steps, bodies } = await play([[{ type: 'token', text: 'O' }, ApiProblem.lost()], answered])

    expect(steps).toEqual(['token', 'waiting', 'restarted', 'accepted', 'answered'])
    expect(bodies[1]).toBe(bodies[0])
  })

  test('that still runs elsewhere is waited for as long as the server asks', async () => {
    const { pauses, steps } = await play([[running], [running], answered])

    expect(pauses).toEqual([1000, 1000])
    expect(steps.at(-1)).toBe('answered')
  })

  test('that an agent failed is not repeated by itself', async () => {
    const { steps, bodies } = await play([[agentError], answered])

    expect(steps).toEqual(['AGENT_ERROR'])
    expect(bodies).toHaveLength(1)
  })

  test('gives up on a network that stays away', async () => {
    const { steps, pauses } = await play(Array.from({ length: 20 }, () => [ApiProblem.lost()]))

    expect(steps.at(-1)).toBe('CONNECTION_LOST')
    expect(pauses).toEqual([500, 1000, 2000, 4000])
  })

  test('waits for the network as long as the browser has none', async () => {
    let offline = true
    const network = {
      isOffline: () => offline,
      untilOnline: () => {
        offline = false
        return Promise.resolve()
      },
    }
    const { post } = scripted([[ApiProblem.lost()], answered])
    const steps: string[] = []

    const run = runTurn(body, new AbortController().signal, { post, network, pause: () => Promise.reject(new Error()) })
    for await (const step of run) steps.push(step.type)

    expect(steps).toEqual(['waiting', 'restarted', 'accepted', 'answered'])
  })

  test('that is called off stays called off', async () => {
    const abort = new AbortController()
    const { post, bodies } = scripted([[running], answered])

    const run = runTurn(body, abort.signal, { post })
    await run.next()
    abort.abort()

    await expect(run.next()).rejects.toThrow()
    expect(bodies).toHaveLength(1)
  })
})

describe('The retry policy', () => {
  test('has an end, however polite the server is', () => {
    expect(pauseBeforeRetry(running, { failed: 1, elapsedMs: PATIENCE_MS })).toBeNull()
  })

  test('does not sit through a long pause', () => {
    const busy = new ApiProblem({ status: 503, code: 'UNAVAILABLE', retryAfterMs: 120_000 })

    expect(pauseBeforeRetry(busy, { failed: 1, elapsedMs: 0 })).toBeNull()
  })

  test.each([
    [422, false],
    [403, false],
    [404, false],
    [401, true],
    [429, true],
    [502, true],
    [504, true],
    [0, true],
  ])('offers "try again" for status %i: %s', (status, offered) => {
    expect(canRetry(new ApiProblem({ status, code: 'X' }))).toBe(offered)
  })
})

describe('An event of the stream', () => {
  test('that is an error becomes its problem', () => {
    const data = JSON.stringify({ status: 504, code: 'AGENT_TIMEOUT', detail: '' })

    expect(() => readTurnEvent({ event: 'error', data })).toThrow(/AGENT_TIMEOUT/)
  })

  test('that hands the conversation to a person ends the turn with the contact’s own message', () => {
    const user = { id: 'u', message_index: 3, role: 'user', content: 'Alô?', created_at: '2026-01-01T00:00:00Z' }
    const body = { conversation_id: 'c', user_message: user, assistant_message: null, handled_by: 'human' }

    const event = readTurnEvent({ event: 'handed_over', data: JSON.stringify(body) })

    expect(event).toMatchObject({ type: 'handed_over', conversationId: 'c', message: { content: 'Alô?' } })
    expect(readTurnAnswer(body).map(({ type }) => type)).toEqual(['accepted', 'handed_over'])
  })

  test('that this version does not know is passed over', () => {
    expect(readTurnEvent({ event: 'mood', data: '{"x":1}' })).toBeNull()
    expect(readTurnEvent({ event: 'token', data: 'not json' })).toBeNull()
  })

  test('that lacks what is needed is a broken answer', () => {
    expect(() => readTurnEvent({ event: 'assistant_message', data: '{"content":"x"}' })).toThrow(/BROKEN_ANSWER/)
  })
})
