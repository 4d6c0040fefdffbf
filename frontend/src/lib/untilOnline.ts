/** Whether the browser knows that it has no network. */
export function isOffline(): boolean {
  // Outside a browser nobody knows; then it is for the call itself to find out.
  return typeof window !== 'undefined' && !navigator.onLine
}

/** Waits for the network, or rejects when the signal is aborted first. */
export function untilOnline(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (!isOffline()) {
      resolve()
      return
    }
    const stop = new AbortController()
    window.addEventListener(
      'online',
      () => {
        stop.abort()
        resolve()
      },
      { signal: stop.signal },
    )
    signal.addEventListener(
      'abort',
      () => {
        stop.abort()
        reject(new DOMException('Aborted', 'AbortError'))
      },
      { signal: stop.signal },
    )
  })
}
