import { createContext, use, useSyncExternalStore } from 'react'

import type { Turn } from '@/lib/turns/Turn'
import type { TurnStore } from '@/lib/turns/TurnStore'

export type Chat = {
  store: TurnStore
  /** The person and the tenant: whatever this device remembers is kept apart by it. */
  scope: string
  /** Whether the reader may see what goes between the platform and the agent. */
  mayWatch: boolean
  /** Shows the list of conversations where it has no place of its own. */
  openList: () => void
}

export const ChatContext = createContext<Chat | null>(null)

export function useChat(): Chat {
  const chat = use(ChatContext)
  if (!chat) throw new Error('useChat needs a ChatLayout above it.')
  return chat
}

export function useTurns(): readonly Turn[] {
  const { store } = useChat()
  return useSyncExternalStore(store.subscribe, store.snapshot)
}
