export type SseEvent = { event: string; data: string }

/** Twice what an answer may weigh, as JSON escapes can double it. */
export const MAX_EVENT_CHARS = 4 * 1024 * 1024

export class SseTooLarge extends Error {
  override readonly name = 'SseTooLarge'
}

/**
 * Server-sent events from text that arrives in pieces, as the HTML standard defines them.
 * Holds at most one event, and gives up on one that is larger than `limit` characters.
 */
export class SseParser {
  private line = ''
  private event = ''
  private data: string[] = []
  private size = 0
  private id: string | null = null
  private place: string | null = null
  private afterCarriageReturn = false
  private atStart = true

  constructor(private readonly limit = MAX_EVENT_CHARS) {}

  /** The last id, also where no event came with it: what a reader who comes back names. */
  get lastId(): string | null {
    return this.place
  }

  /** Takes the next piece and returns the events that it completes. */
  push(piece: string): SseEvent[] {
    const events: SseEvent[] = []
    let from = 0
    if (piece !== '' && this.atStart) {
      this.atStart = false
      if (piece.startsWith('\uFEFF')) from = 1
    }

    for (let at = from; at < piece.length; at += 1) {
      const char = piece[at]
      if (this.afterCarriageReturn) {
        this.afterCarriageReturn = false
        if (char === '\n') {
          from = at + 1
          continue
        }
      }
      if (char !== '\n' && char !== '\r') continue

      this.keep(piece.slice(from, at))
      const event = this.endLine()
      if (event) events.push(event)
      from = at + 1
      this.afterCarriageReturn = char === '\r'
    }
    this.keep(piece.slice(from))
    return events
  }

  private keep(text: string): void {
    this.size += text.length
    if (this.size > this.limit) throw new SseTooLarge(`An event is larger than ${this.limit} characters.`)
    this.line += text
  }

  private endLine(): SseEvent | null {
    const line = this.line
    this.line = ''
    if (line === '') return this.endEvent()
    if (line.startsWith(':')) {
      this.size -= line.length
      return null
    }

    const colon = line.indexOf(':')
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'event') this.event = value
    if (field === 'data') this.data.push(value)
    if (field === 'id' && !value.includes('\0')) this.id = value
    return null
  }

  private endEvent(): SseEvent | null {
    const event = this.data.length > 0 ? { event: this.event || 'message', data: this.data.join('\n') } : null
    // Only what is whole counts: whoever comes back wants a half event again.
    this.place = this.id
    this.event = ''
    this.data = []
    this.size = 0
    return event
  }
}
