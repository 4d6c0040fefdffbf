import { useSyncExternalStore } from 'react'

import type { Exchange } from '@/lib/turns/Exchange'

/** They hold whole conversations: only the latest, and only as long as the tab is open. */
const KEPT = 50

const exchanges = new Map<string, Exchange>()
const listeners = new Set<() => void>()

export function keepExchange(requestId: string, exchange: Exchange): void {
  exchanges.set(requestId, exchange)
  const oldest = exchanges.keys().next().value
  if (exchanges.size > KEPT && oldest !== undefined) exchanges.delete(oldest)
  for (const listener of listeners) listener()
}

export function useExchange(requestId: string): Exchange | null {
  return useSyncExternalStore(subscribe, () => exchanges.get(requestId) ?? null)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
