/** What a browser keeps of a chat: who it is (until they say forget), and what is on its way. */
export type Outgoing = { requestId: string; text: string; at: string }

export type Memory = {
  token: string | null
  /** When the latest message that was looked at was written. */
  readAt: string
  open: boolean
  outbox: readonly Outgoing[]
  forget: () => void
}

/** `inboxId` and not the key: the key can change, and the conversation goes on. */
export function browserMemory(inboxId: string): Memory {
  const name = (what: string) => `dom360.chat.${inboxId}.${what}`
  return {
    get token() {
      return get(() => localStorage, name('token'))
    },
    set token(token) {
      set(() => localStorage, name('token'), token)
    },
    get readAt() {
      return get(() => localStorage, name('readAt')) ?? ''
    },
    set readAt(at) {
      set(() => localStorage, name('readAt'), at)
    },
    // Of this tab only: another one has its own panel, and its own words on their way.
    get open() {
      return get(() => sessionStorage, name('open')) === '1'
    },
    set open(open) {
      set(() => sessionStorage, name('open'), open ? '1' : null)
    },
    get outbox() {
      return readOutbox(get(() => sessionStorage, name('outbox')))
    },
    set outbox(outbox) {
      set(() => sessionStorage, name('outbox'), outbox.length === 0 ? null : JSON.stringify(outbox))
    },
    forget() {
      for (const what of ['token', 'readAt']) set(() => localStorage, name(what), null)
      set(() => sessionStorage, name('outbox'), null)
    },
  }
}

/** For where nothing is kept: the preview, and tests. */
export function shortMemory(): Memory {
  return {
    token: null,
    readAt: '',
    open: false,
    outbox: [],
    forget() {
      this.token = null
      this.readAt = ''
      this.outbox = []
    },
  }
}

/** Storage may be forbidden (a setting, a sandbox): then the chat lasts as long as the page. */
function get(storage: () => Storage, name: string): string | null {
  try {
    return storage().getItem(name)
  } catch {
    return null
  }
}

function set(storage: () => Storage, name: string, value: string | null): void {
  try {
    if (value === null) storage().removeItem(name)
    else storage().setItem(name, value)
  } catch {
    // Full or forbidden: what is lost is the way back after a reload.
  }
}

function readOutbox(text: string | null): Outgoing[] {
  try {
    const found: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(found) ? found.filter(isOutgoing).slice(0, 20) : []
  } catch {
    return []
  }
}

function isOutgoing(it: unknown): it is Outgoing {
  const fields = (typeof it === 'object' && it !== null ? it : {}) as Record<string, unknown>
  return ['requestId', 'text', 'at'].every((name) => typeof fields[name] === 'string')
}
