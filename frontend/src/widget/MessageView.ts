import type { Pending } from './Chat'
import { h } from './dom'
import { renderMarkdown } from './markdown'
import { fill, type Texts } from './texts'
import type { Message } from './types'

/** One row of the list. `look` says when it has to be drawn anew. */
export type Row = { key: string; look: string; draw: () => HTMLElement }

type Bubble = {
  side: 'own' | 'other'
  author: string
  body: Node
  at?: string | undefined
  foot?: readonly (Node | string)[]
}

export function messageRow(message: Message, t: Texts, retry: () => void, clock: (at: string) => string): Row {
  const own = message.role === 'user'
  const person = message.role === 'operator'
  return {
    key: message.id,
    look: `${message.state}`,
    draw: () =>
      bubble({
        side: own ? 'own' : 'other',
        author: own ? t.you : person ? (message.author_name ?? t.team) : t.assistant,
        // A visitor's own words are shown as they typed them, a person's as plain as they wrote them.
        body: own || person ? plain(message.content) : renderMarkdown(message.content),
        at: clock(message.created_at),
        foot: message.state === 'failed' ? [failure(t.answerFailed, t, retry)] : [],
      }),
  }
}

export function pendingRow(pending: Pending, t: Texts, retry: () => void): Row {
  const { requestId, text, state, code } = pending
  return {
    key: `pending-${requestId}`,
    look: `${state} ${code}`,
    draw: () =>
      bubble({
        side: 'own',
        author: t.you,
        body: plain(text),
        foot: state === 'failed' ? [failure(reason(code, t), t, retry)] : state === 'sending' ? [t.sending] : [],
      }),
  }
}

export function draftRow(requestId: string, text: string, t: Texts): Row {
  return {
    key: `draft-${requestId}`,
    look: text,
    draw: () => bubble({ side: 'other', author: t.assistant, body: renderMarkdown(text) }),
  }
}

export function greetingRow(text: string, t: Texts): Row {
  return {
    key: 'greeting',
    look: text,
    draw: () => bubble({ side: 'other', author: t.assistant, body: plain(text) }),
  }
}

export function typingRow(t: Texts): Row {
  return {
    key: 'typing',
    look: '',
    draw: () =>
      h('li', { class: 'row other' }, h('div', { class: 'bubble typing' }, ...[1, 2, 3].map(() => h('span')), hidden(t.typing))),
  }
}

export function noteRow(key: string, text: string): Row {
  return { key, look: text, draw: () => h('li', { class: 'note' }, text) }
}

/** What a screen reader says of a new message: its author, and its words without the marks. */
export function spoken(message: Message, t: Texts): string {
  const body = h('div', {}, renderMarkdown(message.content))
  const author = message.role === 'operator' ? (message.author_name ?? t.team) : t.assistant
  return `${author}: ${body.textContent}`
}

function bubble({ side, author, body, at, foot = [] }: Bubble): HTMLElement {
  const time = at === undefined ? [] : [h('time', {}, at)]
  return h(
    'li',
    { class: `row ${side}` },
    h('span', { class: side === 'own' ? 'hidden' : 'author' }, author),
    h('div', { class: 'bubble' }, body),
    ...(time.length + foot.length > 0 ? [h('div', { class: 'foot' }, ...foot, ...time)] : []),
  )
}

function failure(text: string, t: Texts, retry: () => void): HTMLElement {
  return h('span', { class: 'failed' }, `${text} `, h('button', { type: 'button', class: 'link', onclick: retry }, t.retry))
}

function reason(code: string | null, t: Texts): string {
  if (code === 'RATE_LIMITED') return t.tooMany
  if (code === 'WEB_CHAT_UNAVAILABLE' || code === 'UNAUTHENTICATED') return t.unavailable
  if (code === 'ANSWER_FAILED') return t.answerFailed
  return code === 'NETWORK' ? t.network : t.failed
}

function plain(text: string): HTMLElement {
  return h('p', { class: 'plain' }, text)
}

function hidden(text: string): HTMLElement {
  return h('span', { class: 'hidden' }, text)
}

export function joinedText(person: string | null, t: Texts): string {
  return person === null ? t.teamJoined : fill(t.personJoined, { name: person })
}
