import { useHotkeys } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'

import { ProblemNotice } from '@/ui/ProblemNotice'
import { ListSkeleton } from '@/ui/Skeletons'

import classes from './ConversationList.module.css'
import { ConversationRow, ROW_HEIGHT } from './ConversationRow'
import { EmptyList } from './EmptyList'
import { useInbox } from './InboxContext'
import { ListHeader } from './ListHeader'
import type { Conversation } from './pages'
import { useConversationList } from './useConversationList'
import { useLabels } from './useDesk'

export function ConversationList({ openId }: { openId: string | null }) {
  return (
    <div className={classes.root}>
      <ListHeader />
      <Rows openId={openId} />
    </div>
  )
}

function Rows({ openId }: { openId: string | null }) {
  const t = useTranslations('problem')
  const { search } = useInbox()
  const list = useConversationList(search)

  if (list.isPending) return <ListSkeleton rows={8} height={ROW_HEIGHT} />
  if (list.isError) return <ProblemNotice title={t('listTitle')} error={list.error} retry={list.refetch} />
  if (list.data.length === 0) return <EmptyList search={search} />
  return (
    <VirtualRows
      // Another list begins at its top.
      key={JSON.stringify(search)}
      conversations={list.data}
      openId={openId}
      stale={list.isPlaceholderData}
      onEnd={() => {
        if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage()
      }}
    />
  )
}

/** Draws the rows that are in sight, and loads on when the end comes near. */
function VirtualRows({
  conversations,
  openId,
  stale,
  onEnd,
}: {
  conversations: Conversation[]
  openId: string | null
  stale: boolean
  onEnd: () => void
}) {
  const t = useTranslations('inbox')
  const { search } = useInbox()
  const viewport = useRef<HTMLDivElement>(null)
  const labels = useLabels()
  // Its functions change with every scroll; nothing here is kept from one render to the next.
  // eslint-disable-next-line react-hooks/incompatible-library
  const rows = useVirtualizer({
    count: conversations.length,
    getScrollElement: () => viewport.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => conversations[index]?.id ?? index,
    overscan: 8,
  })
  const shown = rows.getVirtualItems()
  const last = shown.at(-1)?.index ?? 0

  useEffect(() => {
    if (last >= conversations.length - 12) onEnd()
    // `onEnd` is another function at every render, but does the same.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [last, conversations.length])

  useListKeys(conversations, openId, (index) => rows.scrollToIndex(index))

  return (
    <div className={classes.scroll} ref={viewport} data-stale={stale || undefined}>
      <ul className={classes.list} style={{ height: rows.getTotalSize() }} aria-label={t('list')}>
        {shown.map(({ key, index, start }) => {
          const conversation = conversations[index]
          return (
            conversation && (
              <li
                key={key}
                className={classes.item}
                style={{ transform: `translateY(${start}px)`, height: ROW_HEIGHT }}
                aria-setsize={conversations.length}
                aria-posinset={index + 1}
              >
                <ConversationRow conversation={conversation} search={search} labels={labels.data ?? []} />
              </li>
            )
          )
        })}
      </ul>
    </div>
  )
}

/** J and K walk the list, from wherever one is. */
function useListKeys(conversations: Conversation[], openId: string | null, show: (index: number) => void): void {
  const navigate = useNavigate()
  const { search } = useInbox()

  function go(step: 1 | -1) {
    const at = conversations.findIndex(({ id }) => id === openId)
    const next = at < 0 ? 0 : Math.min(conversations.length - 1, Math.max(0, at + step))
    const conversation = conversations[next]
    if (!conversation || conversation.id === openId) return
    show(next)
    void navigate({ to: '/conversations/$conversationId', params: { conversationId: conversation.id }, search })
  }
  useHotkeys([
    ['J', () => go(1)],
    ['K', () => go(-1)],
  ])
}
