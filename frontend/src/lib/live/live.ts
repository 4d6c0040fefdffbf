import { useEffect, useRef, useSyncExternalStore } from 'react'

import { type Change, LiveConnection, type LiveState } from './LiveConnection'

/** One for the page. It begins with the first signed-in screen and ends with the page. */
const connection = new LiveConnection()
let running: AbortController | null = null

/** Keeps the connection up for as long as the component is there. */
export function useLiveConnection(): void {
  useEffect(() => {
    running ??= new AbortController()
    const own = running
    void connection.run(own.signal)
    return () => {
      own.abort()
      running = null
    }
  }, [])
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(connection.watch, connection.snapshot)
}

/** Calls back with what changed, a few times a second at most: many changes come together. */
export function useLiveChanges(onChange: (changes: readonly Change[] | 'everything') => void): void {
  const latest = useRef(onChange)
  useEffect(() => {
    latest.current = onChange
  })

  useEffect(() => {
    let gathered: Change[] | 'everything' = []
    let timer: ReturnType<typeof setTimeout> | null = null

    function flush() {
      const changes = gathered
      gathered = []
      timer = null
      latest.current(changes)
    }
    const unsubscribe = connection.subscribe((changes) => {
      gathered = changes === 'everything' || gathered === 'everything' ? 'everything' : [...gathered, ...changes]
      timer ??= setTimeout(flush, GATHER_MS)
    })
    return () => {
      unsubscribe()
      if (timer !== null) clearTimeout(timer)
    }
  }, [])
}

const GATHER_MS = 120
