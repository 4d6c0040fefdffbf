/**
 * The Markdown that agents write, as elements: paragraphs, lists, emphasis, code, links. Built with
 * createElement and text only, so that nothing of it is ever parsed as HTML. Images become their
 * description, and a link leads to http, https, mailto or tel, or is text.
 */
export function renderMarkdown(text: string): DocumentFragment {
  const out = document.createDocumentFragment()
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  let at = 0
  while (at < lines.length) {
    const line = lines[at] ?? ''
    if (line.trim() === '') at += 1
    else if (FENCE.test(line)) at = code(out, lines, at)
    else if (BULLET.test(line)) at = list(out, lines, at, 'ul', BULLET)
    else if (NUMBER.test(line)) at = list(out, lines, at, 'ol', NUMBER)
    else at = paragraph(out, lines, at)
  }
  return out
}

const FENCE = /^ {0,3}```/
const BULLET = /^ {0,3}[-*+] +(.*)$/
const NUMBER = /^ {0,3}\d{1,4}[.)] +(.*)$/
const HEADING = /^ {0,3}#{1,6} +(.*?)#*$/

function code(out: Node, lines: readonly string[], from: number): number {
  let end = from + 1
  while (end < lines.length && !FENCE.test(lines[end] ?? '')) end += 1
  const pre = document.createElement('pre')
  pre.textContent = lines.slice(from + 1, end).join('\n')
  out.appendChild(pre)
  return end + 1
}

function list(out: Node, lines: readonly string[], from: number, kind: 'ul' | 'ol', marker: RegExp): number {
  const made = document.createElement(kind)
  let at = from
  for (; at < lines.length; at += 1) {
    const item = marker.exec(lines[at] ?? '')
    if (item === null) break
    const row = document.createElement('li')
    inline(row, item[1] ?? '')
    made.appendChild(row)
  }
  if (kind === 'ol') {
    const first = Number.parseInt((lines[from] ?? '1').trim(), 10)
    if (first !== 1) made.setAttribute('start', String(first))
  }
  out.appendChild(made)
  return at
}

function paragraph(out: Node, lines: readonly string[], from: number): number {
  const made = document.createElement('p')
  let at = from
  for (; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    if (line.trim() === '' || FENCE.test(line) || BULLET.test(line) || NUMBER.test(line)) break
    if (at > from) made.appendChild(document.createElement('br'))
    const heading = HEADING.exec(line)
    if (heading) inline(wrapped(made, 'strong'), heading[1] ?? '')
    else inline(made, line)
  }
  out.appendChild(made)
  return at
}

// Each alternative begins with its own character and ends on this line: no backtracking over the text.
const INLINE =
  /`([^`]+)`|!\[([^\]]{0,300})\]\([^()\s]{0,2000}\)|\[([^\]]{1,300})\]\(([^()\s]{1,2000})\)|\*\*([^*]{1,2000})\*\*|__([^_]{1,2000})__|\*([^*\s][^*]{0,2000})\*|\b(https?:\/\/[^\s<>()]{1,2000})/g

function inline(out: Node, text: string, depth = 0): void {
  let end = 0
  for (const found of depth > 2 ? [] : text.matchAll(INLINE)) {
    say(out, text.slice(end, found.index))
    end = found.index + found[0].length
    const [, mono, image, label, target, strong, alsoStrong, soft, bare] = found
    if (mono !== undefined) say(wrapped(out, 'code'), mono)
    else if (image !== undefined) say(out, image)
    else if (label !== undefined) link(out, label, target ?? '', depth)
    else if (bare !== undefined) bareLink(out, bare)
    else if (soft !== undefined) inline(wrapped(out, 'em'), soft, depth + 1)
    else inline(wrapped(out, 'strong'), strong ?? alsoStrong ?? '', depth + 1)
  }
  say(out, text.slice(end))
}

function link(out: Node, label: string, target: string, depth: number): void {
  const address = safeAddress(target)
  if (address === null) inline(out, label, depth + 1)
  else say(anchor(out, address), label)
}

/** A full stop behind an address is the sentence's. */
function bareLink(out: Node, written: string): void {
  const address = written.replace(/[.,;:!?]+$/, '')
  const safe = safeAddress(address)
  if (safe === null) say(out, address)
  else say(anchor(out, safe), address)
  say(out, written.slice(address.length))
}

export function safeAddress(target: string): string | null {
  try {
    const { protocol, href } = new URL(target)
    return ['http:', 'https:', 'mailto:', 'tel:'].includes(protocol) ? href : null
  } catch {
    return null
  }
}

function anchor(out: Node, address: string): HTMLElement {
  const made = wrapped(out, 'a')
  made.setAttribute('href', address)
  made.setAttribute('target', '_blank')
  made.setAttribute('rel', 'noopener noreferrer nofollow')
  return made
}

function wrapped(out: Node, name: string): HTMLElement {
  const made = document.createElement(name)
  out.appendChild(made)
  return made
}

function say(out: Node, text: string): void {
  if (text !== '') out.appendChild(document.createTextNode(text))
}
