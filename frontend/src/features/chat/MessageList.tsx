import { Button } from '@mantine/core'
import { useIntersection } from '@mantine/hooks'
import { IconArrowDown, IconMessages } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'
import { EmptyState } from '@/ui/EmptyState'

import { DaySeparator } from '@/ui/messages/DaySeparator'
import classes from './MessageList.module.css'
import { MessageRow, OwnBubble } from './MessageRow'
import type { AgentType } from '@/lib/agentType'
import { Elsewhere, RunningAnswer, Unanswered } from './RunningAnswer'
import { timeline, type TimelineEntry } from './timeline'
import type { Turn } from '@/lib/turns/Turn'
import { useStickyScroll } from '@/ui/messages/useStickyScroll'

type Earlier = { loading: boolean; load: () => void }

export function MessageList({
  messages,
  asOf,
  turns,
  agent,
  earlier,
  onEdit,
}: {
  messages: Schema<'StoredMessage'>[]
  /** When the messages were fetched, in milliseconds. */
  asOf: number
  turns: readonly Turn[]
  agent: AgentType
  /** Null when the list begins where the conversation does. */
  earlier: Earlier | null
  /** Gives a text back to the composer. */
  onEdit: (text: string) => void
}) {
  const t = useTranslations('messages')
  const { viewport, content, away, toEnd } = useStickyScroll()
  const entries = timeline(messages, turns, asOf)
  const unseen = useUnseen(messages, away)

  const lastSent = turns.at(-1)?.requestId
  useEffect(() => {
    // Whoever writes wants to see what they wrote, and its answer.
    if (lastSent !== undefined) toEnd()
    // `toEnd` is another function at every render, but does the same.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [lastSent])

  return (
    <div className={classes.root}>
      {/* Focusable, so that the keyboard can scroll it. */}
      <div className={classes.viewport} ref={viewport} tabIndex={0} role="region" aria-label={t('list')}>
        {earlier && <EarlierMessages {...earlier} />}
        {entries.length === 0 && (
          <EmptyState icon={<IconMessages size={22} stroke={1.6} />} title={t('empty')} hint={t('emptyHint')} />
        )}
        <ol className={classes.column} ref={content}>
          {entries.map((entry) => (
            <Entry key={entry.key} entry={entry} agent={agent} onEdit={onEdit} />
          ))}
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
          {unseen ? t('newBelow') : t('toEnd')}
        </Button>
      )}
      <Announcer messages={messages} agent={agent} />
    </div>
  )
}

function Entry({
  entry,
  agent,
  onEdit,
}: {
  entry: TimelineEntry
  agent: AgentType
  onEdit: (text: string) => void
}) {
  switch (entry.kind) {
    case 'day':
      return <DaySeparator at={entry.at} />
    case 'message':
      return <MessageRow message={entry.message} turn={entry.turn} agent={agent} />
    case 'outgoing':
      return <OwnBubble text={entry.turn.body.message} at={entry.turn.startedAt} turn={entry.turn} />
    case 'answer':
      return <RunningAnswer turn={entry.turn} agent={agent} onEdit={onEdit} />
    case 'elsewhere':
      return <Elsewhere agent={agent} />
    case 'unanswered':
      return <Unanswered onEdit={() => onEdit(entry.message.content)} />
  }
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

/** Whether something came in below while the reader was further up. */
function useUnseen(messages: Schema<'StoredMessage'>[], away: boolean): boolean {
  const last = messages.at(-1)?.message_index ?? 0
  const [seen, setSeen] = useState(last)

  // The state follows what was rendered; React allows this while rendering.
  if (!away && seen !== last) setSeen(last)
  return away && last > seen
}

/** Reads a finished answer to those who listen; its pieces would only interrupt each other. */
function Announcer({ messages, agent }: { messages: Schema<'StoredMessage'>[]; agent: AgentType }) {
  const t = useTranslations()
  const last = messages.at(-1)
  const [knownIndex] = useState(last?.message_index ?? 0)
  const fresh = last?.role === 'assistant' && last.message_index > knownIndex

  return (
    <p className={classes.hidden} aria-live="polite">
      {fresh && t('messages.answered', { agent: t(`chat.agent.${agent}`), text: last.content })}
    </p>
  )
}
