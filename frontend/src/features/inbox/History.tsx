import { Button } from '@mantine/core'
import { useIntersection } from '@mantine/hooks'
import { IconArrowDown, IconMessages } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'

import { EmptyState } from '@/ui/EmptyState'
import { DaySeparator } from '@/ui/messages/DaySeparator'
import { useStickyScroll } from '@/ui/messages/useStickyScroll'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { TextSkeleton } from '@/ui/Skeletons'
import { useNotify } from '@/ui/useNotify'

import classes from './History.module.css'
import { historyEntries } from './historyEntries'
import { MessageItem, Answering } from './MessageItem'
import type { Conversation, Message } from './pages'
import { useHistory, useReadMark } from './useHistory'
import { useMarkRead } from './useMarkRead'

export function History({ conversation, jumpTo }: { conversation: Conversation; jumpTo: number | null }) {
  const t = useTranslations('problem')
  const history = useHistory(conversation.id)
  const mark = useReadMark(conversation.id)

  // The line must be known before the end is: else it would push down what one reads already.
  if (history.isPending || mark.isPending) {
    return (
      <div className={classes.waiting}>
        <TextSkeleton lines={6} />
      </div>
    )
  }
  if (history.isError) {
    return (
      <div className={classes.waiting}>
        <ProblemNotice title={t('messagesTitle')} error={history.error} retry={history.refetch} />
      </div>
    )
  }
  return (
    <Messages
      conversation={conversation}
      messages={history.data}
      readIndex={mark.data?.message_index ?? null}
      jumpTo={jumpTo}
      earlier={history.hasNextPage ? { loading: history.isFetchingNextPage, load: () => void history.fetchNextPage() } : null}
    />
  )
}

type Earlier = { loading: boolean; load: () => void }

function Messages({
  conversation,
  messages,
  readIndex,
  jumpTo,
  earlier,
}: {
  conversation: Conversation
  messages: Message[]
  readIndex: number | null
  jumpTo: number | null
  /** Null when the list begins where the conversation does. */
  earlier: Earlier | null
}) {
  const t = useTranslations()
  const { viewport, content, away, toEnd } = useStickyScroll()
  const entries = historyEntries(messages, readIndex)
  const last = messages.at(-1)
  const unseen = useUnseen(last?.message_index ?? 0, away)
  const target = useJump(jumpTo, messages, earlier)
  useMarkRead(conversation, last?.message_index ?? 0, away)

  const written = last?.role === 'operator' ? last.id : null
  useEffect(() => {
    // Whoever writes wants to see what they wrote.
    if (written !== null && target === null) toEnd()
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [written])

  return (
    <div className={classes.root}>
      {/* Focusable, so that the keyboard can scroll it. */}
      <div className={classes.viewport} ref={viewport} tabIndex={0} role="region" aria-label={t('messages.list')}>
        {earlier && <EarlierMessages {...earlier} />}
        {entries.length === 0 && (
          <EmptyState icon={<IconMessages size={22} stroke={1.6} />} title={t('messages.empty')} />
        )}
        <ol className={classes.column} ref={content}>
          {entries.map((entry) => {
            if (entry.kind === 'day') return <DaySeparator key={entry.key} at={entry.at} />
            if (entry.kind === 'unread') {
              return (
                <li key="unread" className={classes.unread}>
                  <span>{t('inbox.newMessages')}</span>
                </li>
              )
            }
            return (
              <MessageItem
                key={entry.key}
                message={entry.message}
                joined={entry.joined}
                agent={conversation.agent_type}
                target={entry.message.message_index === target}
              />
            )
          })}
          {isAnswering(conversation, last) && <Answering agent={conversation.agent_type} />}
        </ol>
      </div>
      {away && (
        <Button
          className={classes.toEnd}
          size="xs"
          radius="xl"
          variant={unseen ? 'filled' : 'default'}
          leftSection={<IconArrowDown size={15} stroke={2} />}
          onClick={toEnd}
        >
          {unseen ? t('messages.newBelow') : t('messages.toEnd')}
        </Button>
      )}
      <Announcer last={last ?? null} />
    </div>
  )
}

/** After this long, an agent that has not answered is not going to. */
const PATIENCE_MS = 3 * 60_000

function isAnswering(conversation: Conversation, last: Message | undefined): boolean {
  const waits = last?.role === 'user' && Date.now() - Date.parse(last.created_at) < PATIENCE_MS
  return waits && conversation.handled_by === 'agent' && conversation.status === 'open'
}

/** Loads by itself when it comes into sight, and by a press for those who don't scroll. */
function EarlierMessages({ loading, load }: Earlier) {
  const t = useTranslations('messages')
  const { ref, entry } = useIntersection({ rootMargin: '200px 0px 0px 0px' })
  const inSight = entry?.isIntersecting ?? false

  useEffect(() => {
    if (inSight && !loading) load()
    // Once each time that it appears; `load` is another function at every render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [inSight, loading])

  return (
    <div ref={ref} className={classes.earlier}>
      <Button variant="subtle" size="xs" loading={loading} onClick={load}>
        {loading ? t('loadingEarlier') : t('earlier')}
      </Button>
    </div>
  )
}

/** Brings one message into sight, with what stands before it loaded. Returns it once it is there. */
function useJump(jumpTo: number | null, messages: Message[], earlier: Earlier | null): number | null {
  const t = useTranslations('inbox')
  const { done } = useNotify()
  const jumped = useRef<number | null>(null)
  const first = messages[0]?.message_index ?? 0
  const there = jumpTo !== null && messages.some((it) => it.message_index === jumpTo)

  useEffect(() => {
    if (jumpTo === null || jumped.current === jumpTo) return
    if (there) {
      jumped.current = jumpTo
      const element = document.getElementById(`message-${jumpTo}`)
      // After the list has found its own place.
      requestAnimationFrame(() => requestAnimationFrame(() => element?.scrollIntoView({ block: 'center' })))
    } else if (earlier && !earlier.loading && jumpTo < first) {
      earlier.load()
    } else if (!earlier) {
      jumped.current = jumpTo
      done(t('jumpMissing'))
    }
    // `earlier.load` and `done` are other functions at every render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [jumpTo, there, first, earlier?.loading])

  return there ? jumpTo : null
}

/** Whether something came in below while the reader was further up. */
function useUnseen(last: number, away: boolean): boolean {
  const [seen, setSeen] = useState(last)

  // The state follows what was rendered; React allows this while rendering.
  if (!away && seen !== last) setSeen(last)
  return away && last > seen
}

/** Reads a new message to those who listen. */
function Announcer({ last }: { last: Message | null }) {
  const t = useTranslations('inbox')
  const [known] = useState(last?.message_index ?? 0)
  const fresh = last !== null && last.message_index > known && last.role !== 'operator'

  return (
    <p className={classes.hidden} aria-live="polite">
      {fresh && `${last.role === 'user' ? t('contact') : t('from.assistant')}: ${last.content}`}
    </p>
  )
}
