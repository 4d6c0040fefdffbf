import type { QueryClient } from '@tanstack/react-query'

import { tabStorage } from '@/lib/browserStorage'

import { appendMessages } from './appendMessages'
import { chatKeys } from './chatKeys'
import { keepExchange } from './exchanges'
import { postTurn, postWatchedTurn } from '@/lib/turns/postTurn'
import { TurnStore, type TurnStoreOptions } from '@/lib/turns/TurnStore'
import { messagesQuery } from './useMessages'

const stores = new Map<string, TurnStore>()

/** One store for each person in each tenant, for as long as the tab lives. */
export function turnStoreFor(scope: string, queryClient: QueryClient, mayWatch: boolean): TurnStore {
  // Whoever no longer administers would be refused with a watched turn.
  const key = `${scope} ${mayWatch}`
  const existing = stores.get(key)
  if (existing) return existing

  const store = new TurnStore({
    post: mayWatch ? postWatchedTurn : postTurn,
    watched: keepExchange,
    storage: tabStorage,
    storageKey: `dom360.outbox.${scope}`,
    accepted: () => void queryClient.invalidateQueries({ queryKey: chatKeys.conversations() }),
    keep: keepIn(queryClient),
  })
  stores.set(key, store)
  return store
}

function keepIn(queryClient: QueryClient): TurnStoreOptions['keep'] {
  return async (accepted, ended) => {
    const query = messagesQuery(ended.conversationId)
    const asked = accepted && ended.type === 'answered' ? [accepted.message] : []
    const fresh = [...asked, ended.message]
    // A page that is being fetched now may be older than this answer.
    await queryClient.cancelQueries({ queryKey: query.queryKey })
    const history = queryClient.getQueryData(query.queryKey)
    const joined = history && appendMessages(history, fresh)
    if (joined) queryClient.setQueryData(query.queryKey, joined)
    else await queryClient.infiniteQuery({ ...query, staleTime: 0 }).catch(() => undefined)

    void queryClient.invalidateQueries({ queryKey: chatKeys.conversations() })
    void queryClient.invalidateQueries({ queryKey: chatKeys.conversation(ended.conversationId) })
  }
}
