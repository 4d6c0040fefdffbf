import { Button, Textarea } from '@mantine/core'
import {
  type Icon,
  IconArrowsJoin,
  IconBulb,
  IconEdit,
  IconMessage2,
  IconRoute,
  IconSparkles,
} from '@tabler/icons-react'
import { type SyntheticEvent } from 'react'
import { useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'
import { useDraft } from '@/lib/useDraft'
import { MessageLink } from '@/ui/MessageLink'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { TextSkeleton } from '@/ui/Skeletons'

import page from './LeadPage.module.css'
import type { LeadDetail } from './leadStates'
import classes from './Timeline.module.css'
import { useComment } from './useLeadActions'
import { useEventText } from './useEventText'
import { useLeadText } from './useLeadText'
import { useTimeline } from './useLead'

type Event = Schema<'EventView'>

const ICONS: Record<Event['kind'], Icon> = {
  created: IconSparkles,
  state: IconRoute,
  field: IconBulb,
  changed: IconEdit,
  comment: IconMessage2,
  merged: IconArrowsJoin,
}

/** What happened to a lead, newest first, with who did it and in which message's turn. */
export function Timeline({ lead, mayWrite }: { lead: LeadDetail; mayWrite: boolean }) {
  const t = useTranslations()
  const events = useTimeline(lead.id)

  return (
    <section className={page.card} aria-label={t('leads.timeline')}>
      <header className={page.cardHead}>
        <h2>{t('leads.timeline')}</h2>
      </header>
      <div className={page.cardBody}>
        {mayWrite && <CommentForm leadId={lead.id} />}
        {events.isPending ? (
          <TextSkeleton lines={5} />
        ) : events.isError ? (
          <ProblemNotice title={t('leads.timelineProblem')} error={events.error} retry={events.refetch} />
        ) : (
          <ol className={classes.events}>
            {events.data.map((event) => (
              <Line key={event.id} event={event} />
            ))}
          </ol>
        )}
        {events.hasNextPage && (
          <Button size="sm" variant="subtle" loading={events.isFetchingNextPage} onClick={() => void events.fetchNextPage()}>
            {t('leads.earlierEvents')}
          </Button>
        )}
      </div>
    </section>
  )
}

function Line({ event }: { event: Event }) {
  const t = useTranslations('leads')
  const text = useLeadText()
  const describe = useEventText()
  const EventIcon = ICONS[event.kind]
  const scored = event.new_score !== null && event.old_score !== null && event.new_score !== event.old_score

  return (
    <li className={classes.event} data-kind={event.kind}>
      <span className={classes.icon} aria-hidden="true">
        <EventIcon size={15} stroke={1.8} />
      </span>
      <div className={classes.what}>
        <p className={classes.words}>
          {describe(event)}
          {scored && (
            <span className={classes.score} data-up={Number(event.new_score) > Number(event.old_score) || undefined}>
              {t('scoreChange', { from: Number(event.old_score), to: Number(event.new_score) })}
            </span>
          )}
        </p>
        {event.comment && <p className={classes.comment}>{event.comment}</p>}
        <p className={classes.aside}>
          <span>{actor(event, t)}</span>
          <time dateTime={event.created_at} title={text.moment(event.created_at)}>
            {text.ago(event.created_at)}
          </time>
          {event.conversation_id && (
            <MessageLink conversationId={event.conversation_id} messageIndex={event.message_index}>
              {t('openMessage')}
            </MessageLink>
          )}
        </p>
      </div>
    </li>
  )
}

function actor(event: Event, t: ReturnType<typeof useTranslations<'leads'>>): string {
  if (event.actor_kind === 'agent') return t('actor.agent', { name: event.actor_name ?? '' })
  if (event.actor_kind === 'user') return event.actor_name ?? t('actor.user')
  if (event.actor_kind === 'import') return t('actor.import', { name: event.actor_name ?? t('actor.user') })
  return t(`actor.${event.actor_kind}`)
}

function CommentForm({ leadId }: { leadId: string }) {
  const t = useTranslations('leads')
  const [text, write] = useDraft(`lead.${leadId}`)
  const comment = useComment(leadId)

  function submit(event?: SyntheticEvent) {
    event?.preventDefault()
    if (text.trim() !== '' && !comment.isPending) comment.mutate(text, { onSuccess: () => write('') })
  }

  return (
    <form className={classes.form} onSubmit={submit}>
      <Textarea
        aria-label={t('comment')}
        placeholder={t('commentPlaceholder')}
        autosize
        minRows={1}
        maxRows={8}
        maxLength={4000}
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && submit()}
      />
      {text.trim() !== '' && (
        <Button type="submit" size="sm" loading={comment.isPending}>
          {t('addComment')}
        </Button>
      )}
    </form>
  )
}
