/** A press that is older than this was meant for something else. */
const FRESH_MS = 10_000

let pressedAt: number | null = null

/** Keeps a Ctrl-K that comes while the page, or what follows a sign-in, is still on its way. */
export function keepEarlyKey(): void {
  function keep(event: KeyboardEvent) {
    if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault() // browsers have a search of their own on it
    pressedAt = performance.now()
  }
  document.addEventListener('keydown', keep, { capture: true }) // before who answers it
}

/** Whether the key was pressed a moment ago and nobody has answered it. */
export function takeEarlyKey(): boolean {
  const fresh = pressedAt !== null && performance.now() - pressedAt < FRESH_MS
  pressedAt = null
  return fresh
}
