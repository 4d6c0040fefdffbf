import { shortMemory } from './memory'
import type { Config, Message, Thread, Transport } from './types'
import { Widget } from './Widget'

/** The widget as a page would show it, inside a box, with a few words in it. Asks no server. */
export function mountPreview(box: HTMLElement, config: Config, language: string, said: readonly string[]): () => void {
  const memory = { ...shortMemory(), token: 'preview', open: true }
  const widget = new Widget({ transport: silent(config, said), memory, config, language, preview: true })
  box.append(widget.element)
  return () => widget.stop()
}

function silent(config: Config, said: readonly string[]): Transport {
  const thread = threadOf(said)
  return {
    config: () => Promise.resolve(config),
    begin: () => Promise.resolve({ token: 'preview', expires_at: '' }),
    end: () => Promise.resolve(),
    thread: () => Promise.resolve(thread),
    // Nothing is sent from here: what is typed is answered as the last example was.
    async *send(_token, message, requestId) {
      await Promise.resolve()
      const own = messageOf(message, 'user', 50, requestId)
      yield { kind: 'thread', thread: { ...thread, complete: false, messages: [own] } }
    },
    async *listen(_token, _after, signal) {
      yield thread
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
    },
  }
}

function threadOf(said: readonly string[]): Thread {
  return {
    messages: said.map((text, at) => messageOf(text, at % 2 === 0 ? 'user' : 'assistant', at, null)),
    complete: true,
    earlier: false,
    last_state: null,
    handled_by: 'agent',
    person_name: null,
    cursor: '',
  }
}

function messageOf(content: string, role: Message['role'], at: number, request_id: string | null): Message {
  return {
    id: `preview-${role}-${at}-${content}`,
    conversation_id: 'preview',
    message_index: at,
    role,
    content,
    created_at: new Date(Date.now() - 60_000 + at * 1000).toISOString(),
    author_name: null,
    request_id,
    answers: null,
    state: null,
  }
}

