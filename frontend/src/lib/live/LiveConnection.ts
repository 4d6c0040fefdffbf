import { ApiProblem, isRecord } from '@/lib/ApiProblem'
import { isSessionOver } from '@/lib/api'
import { parseJson } from '@/lib/parseJson'
import { announceSignedOut } from '@/lib/signedOut'
import { sleep } from '@/lib/sleep'
import { SseParser } from '@/lib/SseParser'
import { isOffline, untilOnline } from '@/lib/untilOnline'

export type Change = { kind: 'message' | 'conversation' | 'lead'; id: string }
/** connecting: for the first time. live: what changes is told at once. away: it will be caught up with. */
export type LiveState = 'connecting' | 'live' | 'away'

type Listener = (changes: readonly Change[] | 'everything') => void

export type LiveMeans = {
  open?: (lastId: string | null, signal: AbortSignal) => Promise<Response>
  pause?: (ms: number, signal: AbortSignal) => Promise<void>
  network?: { isOffline: typeof isOffline; untilOnline: typeof untilOnline }
}

/** The server says something every 15 seconds; a connection that is silent for longer is dead. */
const SILENCE_MS = 40_000
const PAUSES_MS = [300, 1000, 2000, 5000, 10_000]

/**
 * What changes in the company, as it changes. The connection is made again whenever it breaks, from the
 * place where it was: nothing is missed, and nothing is told twice. Where the server has lost the thread,
 * listeners hear 'everything': load anew.
 */
export class LiveConnection {
  private readonly listeners = new Set<Listener>()
  private readonly watchers = new Set<() => void>()
  private state: LiveState = 'connecting'
  private lastId: string | null = null
  private readonly means: Required<LiveMeans>

  constructor(means: LiveMeans = {}) {
    this.means = { open: openEvents, pause: sleep, network: { isOffline, untilOnline }, ...means }
  }

  /** Listen until the signal is aborted. Once for each page. */
  async run(signal: AbortSignal): Promise<void> {
    let failures = 0
    while (!signal.aborted) {
      try {
        const before = this.lastId
        await this.read(signal)
        // An orderly end: the server wants to hear again who we are.
        if (this.lastId !== before) failures = 0
      } catch (error) {
        const problem = ApiProblem.from(error)
        if (isSessionOver(problem)) announceSignedOut()
        if (problem.status === 401 || problem.status === 403) return
      }
      this.become('away')
      if (this.means.network.isOffline()) await this.means.network.untilOnline(signal).catch(() => undefined)
      const pause = PAUSES_MS[Math.min(failures, PAUSES_MS.length - 1)] ?? 10_000
      failures += 1
      // Not all of a company's screens at once after a restart.
      await this.means.pause(pause * (0.5 + Math.random()), signal).catch(() => undefined)
    }
  }

  subscribe = (listener: Listener): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher)
    return () => this.watchers.delete(watcher)
  }

  snapshot = (): LiveState => this.state

  private async read(signal: AbortSignal): Promise<void> {
    // The pieces of one connection end with it, whatever ends it.
    const own = new AbortController()
    const stop = () => own.abort()
    signal.addEventListener('abort', stop, { once: true })
    let watchdog = setTimeout(stop, SILENCE_MS)
    try {
      const response = await this.means.open(this.lastId, own.signal)
      if (!response.ok) throw await ApiProblem.fromResponse(response)
      if (!response.body) throw ApiProblem.lost()
      const parser = new SseParser()
      const decoder = new TextDecoder()
      const reader = response.body.getReader()
      for (;;) {
        const { done, value } = await reader.read()
        if (done) return
        clearTimeout(watchdog)
        watchdog = setTimeout(stop, SILENCE_MS)
        this.become('live')
        for (const { event, data } of parser.push(decoder.decode(value, { stream: true }))) this.hear(event, data)
        this.lastId = parser.lastId ?? this.lastId
      }
    } finally {
      clearTimeout(watchdog)
      signal.removeEventListener('abort', stop)
      own.abort()
    }
  }

  private hear(event: string, data: string): void {
    if (event === 'reset') this.tell('everything')
    if (event !== 'changes') return
    const body = parseJson(data)
    const changes = isRecord(body) && Array.isArray(body.changes) ? body.changes.filter(isChange) : []
    if (changes.length > 0) this.tell(changes)
  }

  private tell(changes: readonly Change[] | 'everything'): void {
    for (const listener of this.listeners) listener(changes)
  }

  private become(state: LiveState): void {
    if (this.state === state) return
    this.state = state
    for (const watcher of this.watchers) watcher()
  }
}

function isChange(value: unknown): value is Change {
  return isRecord(value) && typeof value.kind === 'string' && typeof value.id === 'string'
}

function openEvents(lastId: string | null, signal: AbortSignal): Promise<Response> {
  return fetch('/api/events', {
    headers: { accept: 'text/event-stream', ...(lastId === null ? {} : { 'last-event-id': lastId }) },
    cache: 'no-store',
    signal,
  })
}
