import type { Chat, ChatState } from './Chat'
import { h, icon } from './dom'
import { inkOn, readableOnWhite } from './ink'
import {
  draftRow,
  greetingRow,
  joinedText,
  messageRow,
  noteRow,
  pendingRow,
  type Row,
  spoken,
  typingRow,
} from './MessageView'
import { PreChat } from './PreChat'
import { fill, type Texts } from './texts'
import type { Config } from './types'

const NEAR_THE_END = 80
const MOST_CHARS = 4000

/** The open chat: header, messages, and the form or the composer. */
export class Panel {
  readonly element: HTMLElement
  private readonly subtitle = h('p', { class: 'subtitle' })
  private readonly strip = h('p', { class: 'strip', role: 'status' })
  private readonly list = h('ol', { class: 'messages' })
  private readonly scroller: HTMLElement
  private readonly voice = h('p', { class: 'hidden', 'aria-live': 'polite' })
  private readonly text: HTMLTextAreaElement
  private readonly composer: HTMLFormElement
  private readonly prechat: PreChat
  private readonly forget: HTMLButtonElement
  private readonly confirm: HTMLElement
  private readonly drawn = new Map<string, { look: string; element: HTMLElement }>()
  private readonly clock: Intl.DateTimeFormat
  private readonly calendar: Intl.DateTimeFormat
  private heard: Set<string> | null = null
  private before: Pick<ChatState, 'handledBy' | 'personName'> | null = null
  /** What is told of a handover, and behind which message it happened. */
  private joined: { text: string; after: string } | null = null

  constructor(
    private readonly chat: Chat,
    private readonly config: Config,
    private readonly t: Texts,
    language: string,
    close: () => void,
  ) {
    this.clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' })
    this.calendar = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long' })
    this.prechat = new PreChat(t, config.privacy_url, (name, phone) => void chat.begin(name, phone))
    this.text = h('textarea', { rows: '1', maxlength: String(MOST_CHARS), placeholder: t.composer, 'aria-label': t.composer })
    this.composer = this.makeComposer()
    this.forget = h('button', { type: 'button', class: 'icon', 'aria-label': t.forget, title: t.forget }, icon('forget'))
    this.confirm = this.makeConfirm()
    this.forget.addEventListener('click', () => this.ask(true))
    this.scroller = h('div', { class: 'scroll', role: 'log', 'aria-live': 'off', 'aria-label': t.messages, tabindex: '0' }, this.list)
    this.element = h(
      'section',
      { class: 'panel', id: 'panel', role: 'dialog', 'aria-label': config.title, tabindex: '-1' },
      this.header(close),
      this.confirm,
      this.strip,
      this.scroller,
      this.prechat.element,
      this.composer,
      this.voice,
    )
  }

  focus(): void {
    // A keyboard that jumps up over half of a phone is for who asked for it.
    if (matchMedia('(pointer: coarse)').matches) this.element.focus()
    else if (this.composer.hidden) this.prechat.focus()
    else this.text.focus()
  }

  show(state: ChatState): void {
    const form = state.phase === 'form'
    const began = this.composer.hidden && !form
    const hadFocus = this.prechat.element.contains(this.root.activeElement)
    this.prechat.element.hidden = !form
    this.composer.hidden = form
    this.forget.hidden = form
    if (form) this.ask(false)
    if (began && hadFocus) this.text.focus()
    this.prechat.show(state.beginning, state.problem)
    this.subtitle.textContent = this.status(state)
    this.strip.textContent = state.connected ? '' : this.t.reconnecting
    this.noteHandover(state)
    const stay = this.isAtEnd()
    this.draw(this.rows(state))
    if (stay) this.toEnd()
    this.speak(state)
  }

  toEnd(): void {
    this.scroller.scrollTop = this.scroller.scrollHeight
  }

  private get root(): ShadowRoot | Document {
    return this.element.getRootNode() as ShadowRoot | Document
  }

  private header(close: () => void): HTMLElement {
    const down = h('button', { type: 'button', class: 'icon', 'aria-label': this.t.close, onclick: close }, icon('down'))
    const initial = h('span', { class: 'avatar', 'aria-hidden': 'true' }, Array.from(this.config.title)[0]?.toUpperCase() ?? '')
    const names = h('div', { class: 'names' }, h('h1', {}, this.config.title), this.subtitle)
    return h('header', {}, initial, names, this.forget, down)
  }

  private makeComposer(): HTMLFormElement {
    const send = h('button', { type: 'submit', class: 'send', 'aria-label': this.t.send }, icon('send'))
    const form = h('form', { class: 'composer' }, this.text, send)
    const ready = () => {
      send.disabled = this.text.value.trim() === ''
      // Grows with what is written, by the browser's own measure.
      this.text.style.height = 'auto'
      this.text.style.height = `${Math.min(this.text.scrollHeight, 132)}px`
    }
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      const words = this.text.value.trim()
      if (words === '') return
      this.text.value = ''
      ready()
      this.chat.send(words)
      this.toEnd()
    })
    this.text.addEventListener('input', ready)
    this.text.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
      event.preventDefault()
      form.requestSubmit()
    })
    send.disabled = true
    return form
  }

  private makeConfirm(): HTMLElement {
    const yes = h('button', { type: 'button', class: 'primary small', onclick: () => void this.chat.end() }, this.t.forgetYes)
    const no = h('button', { type: 'button', class: 'quiet small', onclick: () => this.ask(false) }, this.t.cancel)
    return h('div', { class: 'confirm', role: 'group', 'aria-label': this.t.forgetAsk, hidden: true }, h('p', {}, this.t.forgetAsk), yes, no)
  }

  private ask(asking: boolean): void {
    if (this.confirm.hidden === !asking) return
    this.confirm.hidden = !asking
    if (asking) this.confirm.querySelector('button')?.focus()
    else if (this.root.activeElement !== null) this.focus()
  }

  private status(state: ChatState): string {
    if (state.handledBy === 'human') {
      return state.personName === null ? this.t.withTeam : fill(this.t.withPerson, { name: state.personName })
    }
    return this.config.open_now ? this.t.online : this.t.closed
  }

  /** Told once, where it happens; what was so from the beginning stands in the header. */
  private noteHandover(state: ChatState): void {
    const { handledBy, personName } = state
    const before = this.before
    this.before = state.messages.length > 0 ? { handledBy, personName } : null
    if (before === null || (before.handledBy === handledBy && before.personName === personName)) return
    const text = handledBy === 'human' ? joinedText(personName, this.t) : this.t.agentBack
    this.joined = { text, after: state.messages.at(-1)?.id ?? '' }
  }

  private rows(state: ChatState): Row[] {
    const { t, chat } = this
    const rows: Row[] = []
    if (state.earlier) rows.push(noteRow('earlier', t.earlier))
    else rows.push(greetingRow(this.config.greeting ?? t.greeting, t))
    if (!this.config.open_now && this.config.away_message !== null && state.messages.length === 0) {
      rows.push(noteRow('away', this.config.away_message))
    }
    let day = ''
    for (const message of state.messages) {
      const written = new Date(message.created_at)
      if (written.toDateString() !== day) rows.push(noteRow(`day-${message.id}`, this.dayName(written)))
      day = written.toDateString()
      const { request_id: id } = message
      const clock = (at: string) => this.clock.format(new Date(at))
      rows.push(messageRow(message, t, () => (id === null ? undefined : chat.retry(id)), clock))
      const draft = id === null ? undefined : state.drafts.get(id)
      if (id !== null && draft !== undefined) rows.push(draftRow(id, draft, t))
      if (this.joined?.after === message.id) rows.push(noteRow('joined', this.joined.text))
    }
    for (const pending of state.pending) {
      rows.push(pendingRow(pending, t, () => chat.retry(pending.requestId)))
      const draft = state.drafts.get(pending.requestId)
      if (draft !== undefined) rows.push(draftRow(pending.requestId, draft, t))
    }
    if (state.waiting) rows.push(typingRow(t))
    return rows
  }

  private dayName(day: Date): string {
    const apart = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(day).setHours(0, 0, 0, 0)) / 86_400_000)
    return apart === 0 ? this.t.today : apart === 1 ? this.t.yesterday : this.calendar.format(day)
  }

  /** Rows that stay as they are keep their elements: nothing that is being read or selected jumps. */
  private draw(rows: readonly Row[]): void {
    const wanted = new Set(rows.map((row) => row.key))
    for (const [key, { element }] of this.drawn) {
      if (wanted.has(key)) continue
      element.remove()
      this.drawn.delete(key)
    }
    let after: Element | null = null
    for (const row of rows) {
      const element = this.elementOf(row)
      const place: Element | null = after === null ? this.list.firstElementChild : after.nextElementSibling
      if (place !== element) this.list.insertBefore(element, place)
      after = element
    }
  }

  private elementOf(row: Row): HTMLElement {
    const known = this.drawn.get(row.key)
    if (known?.look === row.look) return known.element
    const element = row.draw()
    known?.element.replaceWith(element)
    this.drawn.set(row.key, { look: row.look, element })
    return element
  }

  /** Whole messages only: words that still come would be read again with each piece. */
  private speak(state: ChatState): void {
    const others = state.messages.filter((it) => it.role !== 'user')
    const fresh = this.heard === null ? [] : others.filter((it) => this.heard?.has(it.id) === false)
    if (fresh.length > 0) this.voice.textContent = fresh.map((it) => spoken(it, this.t)).join(' ')
    if (this.heard !== null || state.messages.length > 0 || state.phase === 'form') {
      this.heard = new Set(others.map((it) => it.id))
    }
  }

  private isAtEnd(): boolean {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller
    return scrollHeight - scrollTop - clientHeight < NEAR_THE_END
  }
}

/** The company's colour, and what can be read on it and beside it. */
export function paint(root: HTMLElement, color: string): void {
  root.style.setProperty('--accent', color)
  root.style.setProperty('--on-accent', inkOn(color))
  root.style.setProperty('--accent-ink', readableOnWhite(color))
}
