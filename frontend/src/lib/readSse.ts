import { type SseEvent, SseParser } from '@/lib/SseParser'

export class SseStalled extends Error {
  override readonly name = 'SseStalled'
}

/**
 * The events of a streamed answer. Ends when the server ends; throws `SseStalled` when nothing
 * arrives for `idleMs`, because a connection that died without a word would wait for ever.
 */
export async function* readSse(
  body: ReadableStream<Uint8Array>,
  idleMs: number,
): AsyncGenerator<SseEvent, void, void> {
  const parser = new SseParser()
  const decoder = new TextDecoder()
  const reader = body.getReader()
  try {
    for (;;) {
      const { done, value } = await within(idleMs, reader.read())
      if (done) return
      yield* parser.push(decoder.decode(value, { stream: true }))
    }
  } finally {
    // Also when the caller stops early: the browser may then close the connection.
    reader.cancel().catch(() => undefined)
  }
}

async function within<Value>(ms: number, work: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stalled = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new SseStalled(`Nothing arrived for ${ms} ms.`)), ms)
  })
  try {
    return await Promise.race([work, stalled])
  } finally {
    clearTimeout(timer)
  }
}
