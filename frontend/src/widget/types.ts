import type { components } from '@/api/schema'

type Schemas = components['schemas']

export type Config = Schemas['ChatConfig']
export type Message = Schemas['ThreadMessage']
export type Thread = Schemas['ThreadView']
export type Session = Schemas['VisitorSession']

export type AnswerEvent =
  | { kind: 'accepted' }
  | { kind: 'token'; text: string }
  | { kind: 'thread'; thread: Thread }

/** What the widget asks of the server. The settings' preview has one that asks nobody. */
export type Transport = {
  config: () => Promise<Config>
  begin: (name: string, phone: string) => Promise<Session>
  end: (token: string) => Promise<void>
  thread: (token: string, after: string) => Promise<Thread>
  send: (token: string, message: string, requestId: string) => AsyncGenerator<AnswerEvent, void, void>
  listen: (token: string, after: string, signal: AbortSignal) => AsyncGenerator<Thread, void, void>
}

/** An answer that is a refusal, with its stable code. */
export class ChatProblem extends Error {
  override readonly name = 'ChatProblem'

  constructor(
    readonly status: number,
    readonly code: string,
    readonly retryAfterS: number | null = null,
  ) {
    super(code)
  }
}
