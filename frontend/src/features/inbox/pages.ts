import type { InfiniteData } from '@tanstack/react-query'

import type { Schema } from '@/lib/api'

export type Conversation = Schema<'ConversationView'>
export type ConversationPages = InfiniteData<Schema<'ConversationPage'>, string | null>
export type Message = Schema<'StoredMessage'>
export type MessagePages = InfiniteData<Schema<'MessagePage'>, number | null>

/** The order of the list: the latest first, as the server's cursor has it. */
function before(one: Conversation, other: Conversation): boolean {
  const difference = Date.parse(one.last_message_at) - Date.parse(other.last_message_at)
  return difference === 0 ? one.id > other.id : difference > 0
}

/**
 * The list with conversations as they are now. One that does not belong any more leaves; one that moved,
 * or came, stands where its last message puts it, if that place is loaded.
 */
export function withConversations(
  pages: ConversationPages,
  fresh: readonly { id: string; now: Conversation | null }[],
): ConversationPages {
  const gone = new Set(fresh.map(({ id }) => id))
  const lists = pages.pages.map((page) => page.items.filter((it) => !gone.has(it.id)))

  for (const { now } of fresh) {
    if (!now) continue
    const list = lists.find((items, index) => {
      const last = items.at(-1)
      const isEnd = index === lists.length - 1 && pages.pages[index]?.cursor === null
      return isEnd || (last !== undefined && before(now, last))
    })
    // Beyond what is loaded: the next page brings it.
    if (!list) continue
    const place = list.findIndex((it) => before(now, it))
    list.splice(place < 0 ? list.length : place, 0, now)
  }
  return { ...pages, pages: pages.pages.map((page, index) => ({ ...page, items: lists[index] ?? [] })) }
}

/** A conversation that moved up between two page loads is in both: the first one counts. */
export function flat(pages: ConversationPages): Conversation[] {
  const byId = new Map<string, Conversation>()
  for (const page of pages.pages) {
    for (const item of page.items) if (!byId.has(item.id)) byId.set(item.id, item)
  }
  return [...byId.values()]
}

/** The "next" page of a history holds earlier messages. */
export function oldestFirst(pages: MessagePages): Message[] {
  return pages.pages.toReversed().flatMap((page) => page.items)
}

/** The history with its newest page read anew; only that page where the two do not meet. */
export function withNewest(pages: MessagePages, newest: Schema<'MessagePage'>): MessagePages {
  const known = oldestFirst(pages)
  const first = newest.items[0]
  const last = known.at(-1)
  if (!first || !last || first.message_index > last.message_index + 1) {
    return { pages: [newest], pageParams: [null] }
  }
  const [, ...earlier] = pages.pages
  const kept = (pages.pages[0]?.items ?? []).filter((it) => it.message_index < first.message_index)
  return {
    pageParams: pages.pageParams,
    pages: [
      { before: pages.pages[0]?.before ?? null, items: [...kept, ...newest.items] },
      ...earlier.map((page) => ({
        ...page,
        items: page.items.filter((it) => it.message_index < first.message_index),
      })),
    ],
  }
}
