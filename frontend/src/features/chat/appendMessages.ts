import type { Schema } from '@/lib/api'

import type { MessagePages } from './useMessages'

/**
 * The history with new messages at its end. Null where it cannot be joined without a gap:
 * then only the server knows what stands between.
 */
export function appendMessages<Pages extends MessagePages>(
  pages: Pages,
  fresh: Schema<'StoredMessage'>[],
): Pages | null {
  const [newest, ...earlier] = pages.pages
  if (!newest) return null

  const items = [...newest.items]
  for (const message of fresh) {
    if (items.some((item) => item.id === message.id)) continue
    const last = items.at(-1)
    if (last && message.message_index !== last.message_index + 1) return null
    items.push(message)
  }
  return { ...pages, pages: [{ ...newest, items }, ...earlier] }
}
