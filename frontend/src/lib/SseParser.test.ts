import { describe, expect, test } from 'vitest'

import { SseParser, SseTooLarge } from '@/lib/SseParser'

const STREAM =
  '\uFEFF: hello\r\nevent: token\r\ndata: {"text":"Olá"}\r\n\r\nid: 7\ndata: one\ndata: two\n\nevent: empty\n\ndata:bare\r\r'
const EVENTS = [
  { event: 'token', data: '{"text":"Olá"}' },
  { event: 'message', data: 'one\ntwo' },
  { event: 'message', data: 'bare' },
]

describe('server-sent events', () => {
  test('are read as the standard says', () => {
    expect(new SseParser().push(STREAM)).toEqual(EVENTS)
  })

  test('come out the same, wherever the network cuts', () => {
    for (let size = 1; size < STREAM.length; size += 1) {
      const parser = new SseParser()
      const events = []

      for (let at = 0; at < STREAM.length; at += size) events.push(...parser.push(STREAM.slice(at, at + size)))

      expect(events).toEqual(EVENTS)
    }
  })

  test('that were not finished are not reported', () => {
    expect(new SseParser().push('data: half')).toEqual([])
  })

  test('have a largest size, also without a line end', () => {
    const parser = new SseParser(100)

    expect(() => {
      for (let i = 0; i < 20; i += 1) parser.push('x'.repeat(10))
    }).toThrow(SseTooLarge)
  })

  test('are not limited in number: heartbeats go on for ever', () => {
    const parser = new SseParser(50)

    for (let i = 0; i < 100; i += 1) expect(parser.push(': still here\n')).toEqual([])

    expect(parser.push('data: x\n\n')).toHaveLength(1)
  })
})
