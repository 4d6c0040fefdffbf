import { expect, test, vi } from 'vitest'

import { readSse, SseStalled } from '@/lib/readSse'

function stream(chunks: Uint8Array[], options: { close: boolean; onCancel?: () => void }) {
  return new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk)
      if (options.close) controller.close()
    },
    cancel: options.onCancel ?? (() => undefined),
  })
}

test('A letter that the network cut in two stays one letter', async () => {
  const bytes = new TextEncoder().encode('data: ção\n\n')

  const single = [...bytes].map((byte) => Uint8Array.of(byte))

  const events = []
  for await (const event of readSse(stream(single, { close: true }), 1000)) events.push(event)

  expect(events).toEqual([{ event: 'message', data: 'ção' }])
})

test('A stream that says nothing is given up', async () => {
  const silent = readSse(stream([], { close: false }), 10)

  await expect(silent.next()).rejects.toThrow(SseStalled)
})

test('Whoever stops reading closes the connection', async () => {
  const onCancel = vi.fn()
  const bytes = new TextEncoder().encode('data: 1\n\ndata: 2\n\n')

  for await (const event of readSse(stream([bytes], { close: false, onCancel }), 1000)) {
    expect(event.data).toBe('1')
    break
  }

  expect(onCancel).toHaveBeenCalled()
})
