import { Chat } from './Chat'
import { h, icon } from './dom'
import { type Memory } from './memory'
import { paint, Panel } from './Panel'
import { fill, type Texts, textsOf } from './texts'
import type { Config, Transport } from './types'
import css from './widget.css?inline'

type Options = {
  transport: Transport
  memory: Memory
  config: Config
  language: string
  /** Inside a page's own box instead of over the page. */
  preview?: boolean
}

/** The button in the corner and the panel above it, in a shadow tree that no page's styles reach. */
export class Widget {
  readonly element: HTMLElement
  private readonly chat: Chat
  private readonly panel: Panel
  private readonly root: HTMLElement
  private readonly launcher: HTMLButtonElement
  private readonly badge = h('span', { class: 'badge', hidden: true })
  private readonly t: Texts
  private readonly memory: Memory

  constructor({ transport, memory, config, language, preview = false }: Options) {
    this.t = textsOf(language)
    this.memory = memory
    this.chat = new Chat(transport, memory, () => this.show())
    this.panel = new Panel(this.chat, config, this.t, language, () => this.toggle(false))
    this.launcher = h('button', { type: 'button', class: 'launcher', 'aria-controls': 'panel' }, icon('chat'), icon('down'), this.badge)
    this.launcher.addEventListener('click', () => this.toggle(this.panel.element.hidden))
    this.root = h('div', { class: 'root', lang: language }, this.panel.element, this.launcher)
    this.root.dataset.position = config.position
    this.root.dataset.preview = String(preview)
    paint(this.root, config.color)
    this.element = inShadow(this.root)
    this.root.addEventListener('keydown', (event) => this.onKey(event))
    this.panel.element.hidden = true
    this.chat.start(config)
    if (memory.open) this.toggle(true, false)
    else void this.chat.look()
    if (!preview) this.followTheWindow()
  }

  /** `byHand`: focus goes where the person who opened it goes on. */
  toggle(open: boolean, byHand = true): void {
    this.panel.element.hidden = !open
    this.memory.open = open
    this.root.dataset.open = String(open)
    if (open) this.chat.listen()
    this.show()
    if (open) this.panel.toEnd()
    if (byHand && open) this.panel.focus()
    else if (byHand) this.launcher.focus()
  }

  stop(): void {
    this.chat.stop()
    this.element.remove()
  }

  private show(): void {
    // The chat may tell of itself before everything stands.
    if (!(this.root as HTMLElement | undefined)) return
    const open = !this.panel.element.hidden
    this.panel.show(this.chat.state)
    if (open && document.visibilityState === 'visible') this.chat.markRead()
    const unread = open ? 0 : this.chat.unread
    this.badge.hidden = unread === 0
    this.badge.textContent = unread === 0 ? '' : String(unread)
    this.launcher.setAttribute('aria-expanded', String(open))
    this.launcher.setAttribute('aria-label', this.label(open, unread))
  }

  private label(open: boolean, unread: number): string {
    if (open) return this.t.close
    if (unread === 0) return this.t.open
    const news = unread === 1 ? this.t.newMessage : fill(this.t.newMessages, { count: unread })
    return `${this.t.open}: ${news}`
  }

  private onKey(event: KeyboardEvent): void {
    // What is typed here is nobody's shortcut on the page.
    event.stopPropagation()
    if (event.key === 'Escape' && !this.panel.element.hidden) this.toggle(false)
    else if (event.key === 'Tab' && this.isFullScreen()) this.keepFocus(event)
  }

  /** Over the whole of a phone's screen, nothing behind it can be reached. */
  private keepFocus(event: KeyboardEvent): void {
    const all = [...this.panel.element.querySelectorAll<HTMLElement>('button, input, textarea, a[href], [tabindex="0"]')]
    const reached = all.filter((it) => it.offsetParent !== null && !it.hasAttribute('disabled'))
    const [first, last] = [reached[0], reached.at(-1)]
    const here = (this.root.getRootNode() as ShadowRoot).activeElement
    if (event.shiftKey && (here === first || here === this.panel.element)) last?.focus()
    else if (!event.shiftKey && here === last) first?.focus()
    else return
    event.preventDefault()
  }

  private isFullScreen(): boolean {
    return !this.panel.element.hidden && this.root.dataset.preview !== 'true' && matchMedia('(max-width: 480px)').matches
  }

  private followTheWindow(): void {
    addEventListener('online', () => this.chat.wake())
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState !== 'visible') return
      this.chat.wake()
      this.show()
    })
    // Another tab began, or forgot.
    addEventListener('storage', (event) => {
      if (event.key?.startsWith('dom360.chat.') && event.key.endsWith('.token')) this.chat.reload()
    })
    const { visualViewport } = window
    const fit = () => this.root.style.setProperty('--height', `${visualViewport?.height ?? window.innerHeight}px`)
    visualViewport?.addEventListener('resize', fit)
    fit()
  }
}

function inShadow(root: HTMLElement): HTMLElement {
  const host = document.createElement('dom360-chat')
  // A page's `* { … !important }` would win over the sheet inside; over this it does not.
  host.style.setProperty('all', 'initial', 'important')
  const shadow = host.attachShadow({ mode: 'open' })
  // A sheet that is made by script needs no style-src of the page's policy.
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  shadow.adoptedStyleSheets = [sheet]
  shadow.append(root)
  return host
}
