import { h } from './dom'
import { safeAddress } from './markdown'
import type { Texts } from './texts'

/** Who is there, before the first word. */
export class PreChat {
  readonly element: HTMLFormElement
  private readonly name: HTMLInputElement
  private readonly phone: HTMLInputElement
  private readonly nameError = h('p', { class: 'error', id: 'name-error', role: 'alert' })
  private readonly phoneError = h('p', { class: 'error', id: 'phone-error', role: 'alert' })
  private readonly whole = h('p', { class: 'error', role: 'alert' })
  private readonly button: HTMLButtonElement

  constructor(
    private readonly t: Texts,
    privacyUrl: string | null,
    begin: (name: string, phone: string) => void,
  ) {
    this.name = field('name', 'text', 'name', 100)
    this.phone = field('phone', 'tel', 'tel', 40)
    this.phone.setAttribute('aria-describedby', 'phone-hint phone-error')
    this.name.setAttribute('aria-describedby', 'name-error')
    this.button = h('button', { type: 'submit', class: 'primary' }, t.begin)
    this.element = h(
      'form',
      { class: 'prechat', novalidate: true },
      h('h2', {}, t.formTitle),
      h('label', { for: 'name' }, t.name),
      this.name,
      this.nameError,
      h('label', { for: 'phone' }, t.phone),
      this.phone,
      h('p', { class: 'hint', id: 'phone-hint' }, t.phoneHint),
      this.phoneError,
      this.button,
      this.whole,
      h('p', { class: 'hint' }, t.consent, ...privacy(privacyUrl, t)),
    )
    this.element.addEventListener('submit', (event) => {
      event.preventDefault()
      if (this.isComplete()) begin(this.name.value.trim(), this.phone.value.trim())
    })
  }

  focus(): void {
    this.name.focus()
  }

  show(beginning: boolean, problem: string | null): void {
    this.button.disabled = beginning
    const phoneWrong = problem === 'INVALID_PHONE' || problem === 'INVALID_PHONE_FORMAT' || problem === 'VALIDATION_FAILED'
    this.tell(this.phone, this.phoneError, phoneWrong ? this.t.phoneWrong : '')
    this.whole.textContent = problem === null || phoneWrong ? '' : this.reason(problem)
  }

  private reason(problem: string): string {
    if (problem === 'VISITOR_UNKNOWN') return this.t.expired
    if (problem === 'RATE_LIMITED') return this.t.tooMany
    return problem === 'NETWORK' ? this.t.network : this.t.unavailable
  }

  private isComplete(): boolean {
    const named = this.name.value.trim() !== ''
    const numbered = this.phone.value.replace(/\D/g, '').length >= 8
    this.tell(this.phone, this.phoneError, numbered ? '' : this.t.phoneWrong)
    this.tell(this.name, this.nameError, named ? '' : this.t.nameMissing)
    return named && numbered
  }

  private tell(input: HTMLInputElement, error: HTMLElement, text: string): void {
    if (error.textContent === text) return
    error.textContent = text
    input.setAttribute('aria-invalid', String(text !== ''))
    if (text !== '') input.focus()
  }
}

function field(name: string, type: string, autocomplete: string, most: number): HTMLInputElement {
  return h('input', { id: name, name, type, autocomplete, required: true, maxlength: String(most) })
}

function privacy(url: string | null, t: Texts): readonly (Node | string)[] {
  const href = url === null ? null : safeAddress(url)
  if (href === null) return []
  return [' ', h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, t.privacy)]
}
