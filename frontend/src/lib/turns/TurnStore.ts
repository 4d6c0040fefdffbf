import { ApiProblem } from '@/lib/ApiProblem'
import type { TextStorage } from '@/lib/browserStorage'

import type { Exchange } from './Exchange'
import { readOutbox, writeOutbox } from './outbox'
import type { PostTurn } from './postTurn'
import { runTurn, type TurnProgress } from './runTurn'
import { isRunning, newTurn, type Turn, type TurnBody } from './Turn'
import type { TurnEvent } from './TurnEvent'

type Ended = Extract<TurnEvent, { type: 'answered' | 'handed_over' }>
type Accepted = Extract<TurnEvent, { type: 'accepted' }>

export type TurnStoreOptions = {
  post: PostTurn
  storage: TextStorage
  storageKey: string
  /** The server has stored the message, in this conversation. */
  accepted: (accepted: Accepted) => void
  /** What went between the platform and the agent, where it is told. */
  watched?: (requestId: string, exchange: Exchange) => void
  /** Puts the exchange into the history. The turn leaves the store when this is done. */
  keep: (accepted: Accepted | null, ended: Ended) => Promise<void>
}

/**
 * The messages on their way. It outlives every screen, so that an answer goes on arriving while
 * its reader looks elsewhere, and it is never two calls for one turn.
 */
export class TurnStore {
  private turns: readonly Turn[]
  private readonly listeners = new Set<() => void>()
  private readonly running = new Map<string, AbortController>()

  constructor(private readonly options: TurnStoreOptions) {
    this.turns = readOutbox(options.storage, options.storageKey)
    for (const turn of this.turns) if (isRunning(turn)) void this.start(turn)
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly snapshot = (): readonly Turn[] => this.turns

  /** Resolves when the turn has ended: with null, or with the problem that it failed with. */
  send(body: TurnBody): Promise<ApiProblem | null> {
    const turn = newTurn(body)
    this.set([...this.turns, turn])
    return this.start(turn)
  }

  /** The same `request_id` and the same body again. */
  retry(requestId: string): void {
    const turn = this.find(requestId)
    if (!turn || this.running.has(requestId)) return
    this.change(requestId, { phase: 'sending', problem: null, text: '', toolNames: [] })
    void this.start(turn)
  }

  /** Goes on with what an expired session stopped, now that somebody is signed in again. */
  resume(): void {
    for (const turn of this.turns) if (turn.problem?.status === 401) this.retry(turn.requestId)
  }

  /** Forgets a turn and returns it, so that its text can be written anew. */
  discard(requestId: string): Turn | undefined {
    const turn = this.find(requestId)
    this.running.get(requestId)?.abort()
    this.set(this.turns.filter((other) => other.requestId !== requestId))
    return turn
  }

  private start(turn: Turn): Promise<ApiProblem | null> {
    const abort = new AbortController()
    this.running.set(turn.requestId, abort)
    return this.run(turn, abort.signal).finally(() => this.running.delete(turn.requestId))
  }

  private async run({ requestId, body }: Turn, signal: AbortSignal): Promise<ApiProblem | null> {
    let accepted: Accepted | null = null
    try {
      for await (const progress of runTurn(body, signal, { post: this.options.post })) {
        this.apply(requestId, progress)
        if (progress.type === 'exchange') this.options.watched?.(requestId, progress.exchange)
        if (progress.type === 'accepted') {
          accepted = progress
          this.options.accepted(progress)
        }
        if (progress.type === 'answered' || progress.type === 'handed_over') {
          await this.options.keep(accepted, progress)
        }
      }
      this.discard(requestId)
      return null
    } catch (error) {
      if (signal.aborted) return null
      const problem = ApiProblem.from(error)
      this.change(requestId, { phase: 'failed', problem, text: '' })
      return problem
    }
  }

  private apply(requestId: string, progress: TurnProgress): void {
    const turn = this.find(requestId)
    if (turn) this.change(requestId, changeBy(progress, turn))
  }

  private find(requestId: string): Turn | undefined {
    return this.turns.find((turn) => turn.requestId === requestId)
  }

  private change(requestId: string, part: Partial<Turn>): void {
    this.set(this.turns.map((turn) => (turn.requestId === requestId ? { ...turn, ...part } : turn)))
  }

  private set(turns: readonly Turn[]): void {
    const moved = outboxShape(turns) !== outboxShape(this.turns)
    this.turns = turns
    // Not at every token: what a reload needs changes only with these.
    if (moved) writeOutbox(this.options.storage, this.options.storageKey, turns)
    for (const listener of this.listeners) listener()
  }
}

function outboxShape(turns: readonly Turn[]): string {
  return turns.map((turn) => `${turn.requestId} ${turn.phase} ${turn.conversationId ?? ''}`).join('\n')
}

function changeBy(progress: TurnProgress, turn: Turn): Partial<Turn> {
  switch (progress.type) {
    case 'accepted':
      return { phase: 'answering', conversationId: progress.conversationId }
    case 'token':
      return { phase: 'answering', text: turn.text + progress.text }
    case 'tool':
      return { phase: 'answering', toolNames: [...turn.toolNames, progress.name] }
    case 'exchange':
      return {}
    case 'waiting':
      return { phase: 'waiting', problem: progress.problem }
    case 'restarted':
      return { problem: null, text: '', toolNames: [] }
    case 'handed_over':
      return { phase: 'answered', text: '', conversationId: progress.conversationId }
    case 'answered':
      return {
        phase: 'answered',
        text: progress.message.content,
        conversationId: progress.conversationId,
      }
  }
}
