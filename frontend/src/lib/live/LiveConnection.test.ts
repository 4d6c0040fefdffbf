import { expect, test, vi } from 'vitest'

import { type Change, LiveConnection } from './LiveConnection'

const encoder = new TextEncoder()
const here = { isOffline: () => false, untilOnline: () => Promise.resolve() }

/** A server that answers each connection with the next of these texts, then keeps silent. */
function server(...answers: (string | Response)[]) {
  const asked: (string | null)[] = []
  const open = (lastId: string | null) => {
    asked.push(lastId)
    const answer = answers.shift()
    if (answer === undefined) return new Promise<Response>(() => undefined)
    if (answer instanceof Response) return Promise.resolve(answer)
    return Promise.resolve(new Response(new Blob([encoder.encode(answer)]).stream()))
  }
  return { asked, open }
}

async function listen({ open, asked }: ReturnType<typeof server>, connections: number) {
  const heard: (Change[] | 'everything')[] = []
  const live = new LiveConnection({ open, pause: () => Promise.resolve(), network: here })
  live.subscribe((changes) => heard.push(changes === 'everything' ? changes : [...changes]))
  const stop = new AbortController()
  void live.run(stop.signal)
  await vi.waitFor(() => expect(asked).toHaveLength(connections))
  stop.abort()
  return heard
}

const changes = (id: string, subject: string) =>
  `id: ${id}\nevent: changes\ndata: {"changes":[{"kind":"message","id":"${subject}"}]}\n\n`

test('A broken connection is made again from the last place', async () => {
  const events = server(`: here\n\nid: 1\n\n${changes('2', 'a')}`, changes('3', 'b'))

  const heard = await listen(events, 3)

  expect(events.asked).toEqual([null, '2', '3'])
  expect(heard).toEqual([[{ kind: 'message', id: 'a' }], [{ kind: 'message', id: 'b' }]])
})

test('A place that came without an event counts, too', async () => {
  const events = server('id: 7\n\n')

  await listen(events, 2)

  expect(events.asked).toEqual([null, '7'])
})

test('Half an event is not heard, and not skipped', async () => {
  const events = server(changes('1', 'a') + changes('2', 'b').slice(0, -1))

  const heard = await listen(events, 2)

  expect(events.asked[1]).toBe('1')
  expect(heard).toEqual([[{ kind: 'message', id: 'a' }]])
})

test('Where the server has lost the thread, everything is loaded anew', async () => {
  const heard = await listen(server('id: 9\nevent: reset\ndata: {}\n\n'), 2)

  expect(heard).toEqual(['everything'])
})

test('What is none of the events is passed over', async () => {
  const odd = 'event: changes\ndata: {"changes":[1,{"kind":"message"}]}\n\nevent: changes\ndata: nonsense\n\nevent: new\ndata: {}\n\n'

  expect(await listen(server(odd), 2)).toEqual([])
})
