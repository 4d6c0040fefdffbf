import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { Chat } from './Chat'
import { type Memory, shortMemory } from './memory'
import { type AnswerEvent, ChatProblem, type Message, type Thread, type Transport } from './types'

const CONFIG = {
  inbox_id: '1', title: 'Padaria', color: '#125f69', position: 'right' as const, privacy_url: null,
  greeting: null, away_message: null, open_now: true, locale: 'pt-BR',
}

function message(index: number, role: Message['role'], content: string, more: Partial<Message> = {}): Message {
  return {
    id: `m${index}`, conversation_id: 'c', message_index: index, role, content, author_name: null,
    created_at: `2026-01-01T00:00:${String(index).padStart(2, '0')}Z`, request_id: null, answers: null, state: null, ...more,
  }
}

function thread(messages: Message[], more: Partial<Thread> = {}): Thread {
  return {
    messages, complete: false, earlier: false, last_state: null, handled_by: 'agent', person_name: null,
    cursor: 'here', ...more,
  }
}

type Sent = { message: string; requestId: string }

function stage(
  answers: (AnswerEvent | Error)[][],
  memory: Memory = { ...shortMemory(), token: 't' },
  before: (event: AnswerEvent) => Promise<void> | undefined = () => undefined,
) {
  const sent: Sent[] = []
  let begun = 0
  const streams: ((it: Thread | Error) => void)[] = []
  const transport: Transport = {
    config: () => Promise.resolve(CONFIG),
    begin: () => Promise.resolve({ token: 't', expires_at: '' }),
    end: () => Promise.resolve(),
    thread: () => Promise.resolve(thread([])),
    async *send(_token, text, requestId) {
      sent.push({ message: text, requestId })
      await Promise.resolve()
      for (const event of answers.shift() ?? []) {
        if (event instanceof Error) throw event
        await before(event)
        yield event
      }
    },
    async *listen() {
      begun += 1
      for (;;) {
        const next = await new Promise<Thread | Error>((resolve) => streams.push(resolve))
        if (next instanceof Error) throw next
        yield next
      }
    },
  }
  let ids = 0
  const chat = new Chat(transport, memory, () => undefined, () => `r${(ids += 1)}`)
  chat.start(CONFIG)
  return { chat, sent, memory, begun: () => begun, tell: (it: Thread | Error) => streams.shift()?.(it) }
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms)
const broken = () => new TypeError('the network is gone')

test('Words come as they are made, and are replaced by what was said', async () => {
  const said = thread([message(1, 'user', 'Oi', { request_id: 'r1' }), message(2, 'assistant', 'Olá!')])
  const { chat } = stage([[{ kind: 'accepted' }, { kind: 'token', text: 'Ol' }, { kind: 'thread', thread: said }]])

  chat.send('Oi')
  expect(chat.state.waiting).toBe(true)
  await settle()

  expect(chat.state.messages.map((it) => it.content)).toEqual(['Oi', 'Olá!'])
  expect([chat.state.pending.length, chat.state.drafts.size, chat.state.waiting]).toEqual([0, 0, false])
})

test('An answer that the thread tells first is not there twice', async () => {
  const own = message(1, 'user', 'Oi', { request_id: 'r1' })
  const said = thread([own, message(2, 'assistant', 'Olá!', { answers: 'r1' })])
  let finish: () => void = () => undefined
  const { chat, tell } = stage([
    [{ kind: 'accepted' }, { kind: 'token', text: 'Ol' }, { kind: 'token', text: 'á!' }, { kind: 'thread', thread: said }],
  ], undefined, (event) => (event.kind === 'token' ? new Promise<void>((resolve) => (finish = resolve)) : undefined))
  chat.listen()

  chat.send('Oi')
  await settle()
  finish()
  await settle()
  expect([...chat.state.drafts.values()]).toEqual(['Ol'])
  tell(said)
  await settle()
  expect([chat.state.drafts.size, chat.state.messages.length]).toEqual([0, 2])
  finish()
  await settle()

  expect([chat.state.drafts.size, chat.state.messages.length]).toEqual([0, 2])
})

test('A stream that began before the conversation begins anew, to hear of it', async () => {
  const said = thread([message(1, 'user', 'Oi', { request_id: 'r1' })])
  const { chat, begun } = stage([[{ kind: 'thread', thread: said }], [{ kind: 'thread', thread: said }]])
  chat.listen()
  await settle()

  chat.send('Oi')
  await settle()

  expect(begun()).toBe(2)
  chat.stop()
})

test('What did not arrive is sent again under the same id', async () => {
  const said = thread([message(1, 'user', 'Oi', { request_id: 'r1' })])
  const { chat, sent } = stage([[broken()], [broken()], [{ kind: 'thread', thread: said }]])

  chat.send('Oi')
  await settle(10_000)

  expect(sent.map((it) => it.requestId)).toEqual(['r1', 'r1', 'r1'])
  expect(chat.state.messages).toHaveLength(1)
})

test('What arrived is not sent again when its answer breaks off; the thread brings it', async () => {
  const { chat, sent, tell } = stage([[{ kind: 'accepted' }, { kind: 'token', text: 'Ol' }, broken()]])

  chat.send('Oi')
  await settle(60_000)
  expect([sent.length, chat.state.drafts.size, chat.state.waiting]).toEqual([1, 0, true])
  tell(thread([message(1, 'user', 'Oi', { request_id: 'r1' }), message(2, 'assistant', 'Olá!')]))
  await settle()

  expect(chat.state.messages).toHaveLength(2)
  expect(chat.state.waiting).toBe(false)
})

test('After a reload what was under way is sent again, unless the server has it', async () => {
  const outbox = [{ requestId: 'a', text: 'Um', at: '' }, { requestId: 'b', text: 'Dois', at: '' }]
  const { chat, sent, tell } = stage([[]], { ...shortMemory(), token: 't', outbox })

  chat.listen()
  await settle()
  tell(thread([message(1, 'user', 'Um', { request_id: 'a', state: 'answering' })], { complete: true, last_state: 'answering' }))
  await settle()

  expect(sent).toEqual([{ message: 'Dois', requestId: 'b' }])
})

test('A failed answer can be asked for again, and nothing is said twice', async () => {
  const said = thread([message(1, 'user', 'Oi', { request_id: 'r1' }), message(2, 'assistant', 'Olá!')])
  const { chat, sent, tell } = stage([[new ChatProblem(503, 'ANSWER_FAILED', 5)], [{ kind: 'thread', thread: said }]])

  chat.send('Oi')
  await settle()
  tell(thread([message(1, 'user', 'Oi', { request_id: 'r1', state: 'failed' })], { last_state: 'failed' }))
  await settle()
  expect(chat.state.messages.map((it) => it.state)).toEqual(['failed'])
  chat.retry('r1')
  await settle()

  expect(sent.map((it) => it.requestId)).toEqual(['r1', 'r1'])
  expect(chat.state.messages.map((it) => it.content)).toEqual(['Oi', 'Olá!'])
})

test('Breaks are waited out, longer each time, and a wake-up ends the wait', async () => {
  const { chat, tell } = stage([])
  chat.listen()
  await settle()

  tell(broken())
  await settle()
  expect(chat.state.connected).toBe(false)
  await settle(2_000)
  tell(broken())
  await settle()
  chat.wake()
  await settle()
  tell(thread([message(1, 'operator', 'Bom dia')], { complete: true, handled_by: 'human', person_name: 'Ana' }))
  await settle()

  expect(chat.state).toMatchObject({ connected: true, handledBy: 'human', personName: 'Ana' })
  chat.stop()
})

test('A token that is over is forgotten, and only then', async () => {
  const { chat, memory, tell } = stage([])
  chat.listen()
  await settle()

  tell(new ChatProblem(401, 'UNAUTHENTICATED'))
  await settle(40_000)
  expect(memory.token).toBe('t')
  tell(new ChatProblem(401, 'VISITOR_UNKNOWN'))
  await settle()

  expect([memory.token, chat.state.phase, chat.state.problem]).toEqual([null, 'form', 'VISITOR_UNKNOWN'])
})

test('Pieces of the thread may come twice and in any order', async () => {
  const { chat, tell } = stage([])
  chat.listen()
  await settle()

  tell(thread([message(3, 'operator', 'C')], { complete: true }))
  await settle()
  tell(thread([message(1, 'user', 'A'), message(3, 'operator', 'C'), message(2, 'assistant', 'B')]))
  await settle()

  expect(chat.state.messages.map((it) => it.content)).toEqual(['A', 'B', 'C'])
  expect(chat.unread).toBe(2)
  chat.markRead()
  expect(chat.unread).toBe(0)
  chat.stop()
})
