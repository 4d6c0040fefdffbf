import type { Memory, Outgoing } from './memory'
import { ChatProblem, type Config, type Message, type Thread, type Transport } from './types'

/** `sent`: it is stored; the thread will bring its answer. */
export type Pending = Outgoing & { state: 'sending' | 'sent' | 'failed'; code: string | null }

export type ChatState = {
  config: Config | null
  phase: 'form' | 'chat'
  messages: readonly Message[]
  earlier: boolean
  pending: readonly Pending[]
  /** Answers as they come, by what they answer. */
  drafts: ReadonlyMap<string, string>
  handledBy: 'agent' | 'human'
  personName: string | null
  waiting: boolean
  connected: boolean
  beginning: boolean
  /** The code of what went wrong with the form, or with the chat as a whole. */
  problem: string | null
}

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 30_000
const TRIES = 5

/** One visitor's chat: what was said, what is on its way, and the way back after every break. */
export class Chat {
  private config: Config | null = null
  private readonly messages = new Map<string, Message>()
  private earlier = false
  private pending: Pending[] = []
  private readonly drafts = new Map<string, string>()
  private handledBy: 'agent' | 'human' = 'agent'
  private personName: string | null = null
  private lastState: Thread['last_state'] = null
  private connected = true
  private beginning = false
  private problem: string | null = null
  private cursor = ''
  private listening: AbortController | null = null
  private readonly underWay = new Set<string>()
  private readonly sleepers = new Set<() => void>()

  constructor(
    private readonly transport: Transport,
    private readonly memory: Memory,
    private readonly changed: () => void,
    private readonly newId: () => string = randomId,
  ) {}

  get state(): ChatState {
    const latest = this.sorted()
    return {
      config: this.config,
      phase: this.memory.token === null ? 'form' : 'chat',
      messages: latest,
      earlier: this.earlier,
      pending: this.pending,
      drafts: this.drafts,
      handledBy: this.handledBy,
      personName: this.personName,
      waiting: this.isWaiting(),
      connected: this.connected,
      beginning: this.beginning,
      problem: this.problem,
    }
  }

  /** How many messages from the other side nobody has looked at yet. */
  get unread(): number {
    return this.sorted().filter((it) => it.role !== 'user' && it.created_at > this.memory.readAt).length
  }

  start(config: Config): void {
    this.config = config
    this.pending = this.memory.outbox.map((it) => ({ ...it, state: 'sending', code: null }))
    this.changed()
  }

  /** What waits for somebody who comes back, without a connection that stays. */
  async look(): Promise<void> {
    const { token } = this.memory
    if (token === null) return
    try {
      this.take(await this.transport.thread(token, this.cursor), false)
    } catch (error) {
      if (isOver(error)) this.expire()
    }
  }

  async begin(name: string, phone: string): Promise<void> {
    this.beginning = true
    this.problem = null
    this.changed()
    try {
      this.memory.token = (await this.transport.begin(name, phone)).token
      this.listen()
    } catch (error) {
      this.problem = error instanceof ChatProblem ? error.code : 'NETWORK'
    }
    this.beginning = false
    this.changed()
  }

  /** Forget this browser, there and here. */
  async end(): Promise<void> {
    const { token } = this.memory
    this.forget()
    if (token !== null) await this.transport.end(token).catch(() => undefined)
  }

  markRead(): void {
    const last = this.sorted().at(-1)
    if (last !== undefined && last.created_at > this.memory.readAt) this.memory.readAt = last.created_at
  }

  send(text: string): void {
    const outgoing: Pending = {
      requestId: this.newId(),
      text,
      at: new Date().toISOString(),
      state: 'sending',
      code: null,
    }
    this.pending = [...this.pending, outgoing]
    this.keep()
    void this.deliver(outgoing.requestId, text)
  }

  /** The same words under the same id: nothing is said or charged twice. */
  retry(requestId: string): void {
    const stored = [...this.messages.values()].find((it) => it.request_id === requestId)
    const text = stored?.content ?? this.pending.find((it) => it.requestId === requestId)?.text
    if (text === undefined) return
    if (stored) this.messages.set(stored.id, { ...stored, state: 'answering' })
    else this.mark(requestId, 'sending')
    this.changed()
    void this.deliver(requestId, text)
  }

  /** Begin to hear what comes. Once is enough. */
  listen(): void {
    if (this.listening !== null || this.memory.token === null) return
    this.listening = new AbortController()
    void this.keepListening(this.listening.signal)
  }

  /** The connection may be back: do not wait any longer. */
  wake(): void {
    for (const wakeUp of this.sleepers) wakeUp()
  }

  /** Another tab has another token now. */
  reload(): void {
    const was = this.listening !== null
    this.stop()
    this.clear()
    this.changed()
    if (was) this.listen()
  }

  stop(): void {
    this.listening?.abort()
    this.listening = null
    this.wake()
  }

  private async keepListening(signal: AbortSignal): Promise<void> {
    let failures = 0
    while (!signal.aborted) {
      const { token } = this.memory
      if (token === null) return
      try {
        for await (const thread of this.transport.listen(token, this.cursor, signal)) {
          failures = 0
          this.setConnected(true)
          this.take(thread, false)
          this.resend()
        }
      } catch (error) {
        if (isStopped(signal)) return
        if (isOver(error)) {
          this.expire()
          return
        }
        failures += 1
        // Too many streams: asking now and then does as well.
        if (error instanceof ChatProblem) await this.look()
        else this.setConnected(false)
        await this.pause(error, failures)
      }
    }
  }

  private async pause(error: unknown, failures: number): Promise<void> {
    const asked = error instanceof ChatProblem ? error.retryAfterS : null
    const backoff = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1)) * (0.75 + Math.random() / 2)
    await new Promise<void>((resolve) => {
      const wakeUp = () => {
        clearTimeout(timer)
        this.sleepers.delete(wakeUp)
        resolve()
      }
      const timer = setTimeout(wakeUp, asked === null ? backoff : Math.min(asked, 30) * 1000)
      this.sleepers.add(wakeUp)
    })
  }

  /** What was under way when the page was left: the server knows it, or gets it now. */
  private resend(): void {
    for (const { requestId, text } of this.memory.outbox) {
      const known = this.pending.find((it) => it.requestId === requestId)
      if (known?.state === 'sending' && !this.underWay.has(requestId)) void this.deliver(requestId, text)
    }
  }

  private async deliver(requestId: string, text: string): Promise<void> {
    this.underWay.add(requestId)
    for (let failures = 0; failures < TRIES; failures += 1) {
      const { token } = this.memory
      if (token === null) break
      try {
        await this.say(token, requestId, text)
        break
      } catch (error) {
        this.drafts.delete(requestId)
        if (isOver(error)) this.expire()
        if (this.isSettled(requestId, error)) break
        if (failures === TRIES - 1) this.fail(requestId, 'NETWORK')
        else await this.pause(error, failures + 1)
      }
    }
    this.underWay.delete(requestId)
    this.listen()
    this.keep()
  }

  private async say(token: string, requestId: string, text: string): Promise<void> {
    for await (const event of this.transport.send(token, text, requestId)) {
      if (event.kind === 'accepted') this.mark(requestId, 'sent')
      // The thread may have told the whole answer before its last words came this way.
      if (event.kind === 'token' && !this.isAnswered(requestId)) {
        this.drafts.set(requestId, (this.drafts.get(requestId) ?? '') + event.text)
      }
      if (event.kind === 'thread') {
        this.drafts.delete(requestId)
        this.take(event.thread, true)
      } else this.changed()
    }
  }

  private isAnswered(requestId: string): boolean {
    return [...this.messages.values()].some((it) => it.answers === requestId)
  }

  /** Whether trying again by itself is pointless. */
  private isSettled(requestId: string, error: unknown): boolean {
    if (error instanceof ChatProblem) {
      if (error.code === 'TURN_IN_PROGRESS') this.mark(requestId, 'sent')
      else this.fail(requestId, error.code)
      return true
    }
    // It arrived, and only its answer got lost on the way: the thread brings it.
    return this.pending.every((it) => it.requestId !== requestId || it.state === 'sent')
  }

  private fail(requestId: string, code: string): void {
    this.mark(requestId, 'failed', code)
    for (const [id, message] of this.messages) {
      if (message.request_id === requestId) this.messages.set(id, { ...message, state: 'failed' })
    }
  }

  private mark(requestId: string, state: Pending['state'], code: string | null = null): void {
    this.pending = this.pending.map((it) => (it.requestId === requestId ? { ...it, state, code } : it))
  }

  /** `part`: what one message brought; the rest may hold more. */
  private take(thread: Thread, part: boolean): void {
    if (thread.complete) this.messages.clear()
    for (const message of thread.messages) {
      this.messages.set(message.id, message)
      if (message.answers !== null) this.drafts.delete(message.answers)
    }
    if (!part) this.cursor = thread.cursor
    else if (thread.messages.some((it) => !this.isHeard(it.conversation_id))) this.listenAnew()
    if (thread.complete) this.earlier = thread.earlier
    this.handledBy = thread.handled_by
    this.personName = thread.person_name
    this.lastState = thread.last_state
    this.settleStates()
    const stored = new Set(thread.messages.map((it) => it.request_id))
    this.pending = this.pending.filter((it) => !stored.has(it.requestId))
    this.keep()
  }

  /** A stream hears of the conversations that were there when it began. */
  private isHeard(conversationId: string): boolean {
    return this.cursor.includes(conversationId.replaceAll('-', ''))
  }

  private listenAnew(): void {
    if (this.listening === null) return
    this.stop()
    this.listen()
  }

  /** A message is told once; how its answer fares is told of the last one only. */
  private settleStates(): void {
    const own = this.sorted().filter((it) => it.role === 'user')
    for (const message of own) {
      const state = message === own.at(-1) ? this.lastState : message.state === 'answering' ? null : message.state
      if (message.state !== state) this.messages.set(message.id, { ...message, state })
    }
  }

  private isWaiting(): boolean {
    if (this.handledBy === 'human' || this.drafts.size > 0) return false
    const said = this.sorted().filter((it) => it.role === 'user').at(-1)
    return said?.state === 'answering' || this.pending.some((it) => it.state !== 'failed')
  }

  private sorted(): Message[] {
    return [...this.messages.values()].sort(
      (one, other) =>
        one.created_at.localeCompare(other.created_at) || one.message_index - other.message_index,
    )
  }

  private setConnected(connected: boolean): void {
    if (this.connected === connected) return
    this.connected = connected
    this.changed()
  }

  private keep(): void {
    this.memory.outbox = this.pending
      .filter((it) => it.state !== 'sent')
      .map(({ requestId, text, at }) => ({ requestId, text, at }))
    this.changed()
  }

  private expire(): void {
    this.problem = 'VISITOR_UNKNOWN'
    this.forget()
  }

  private forget(): void {
    this.stop()
    this.memory.forget()
    this.clear()
    this.changed()
  }

  private clear(): void {
    this.messages.clear()
    this.drafts.clear()
    this.pending = []
    this.cursor = ''
    this.handledBy = 'agent'
    this.personName = null
    this.lastState = null
  }
}

/** Asked anew: it may have changed while we waited. */
function isStopped(signal: AbortSignal): boolean {
  return signal.aborted
}

/** The token is no good any more. A chat that is only switched off keeps its visitors. */
function isOver(error: unknown): boolean {
  return error instanceof ChatProblem && error.code === 'VISITOR_UNKNOWN'
}

/** `crypto.randomUUID` is not there on pages without TLS. */
function randomId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
