import { IconCheck, IconNote, IconRobot, IconUser } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'
import { initials } from '@/lib/initials'
import { formatPhone } from '@/lib/phone'
import { ContactAvatar } from '@/ui/messages/ContactAvatar'
import { useShortTime } from '@/ui/useShortTime'

import classes from './ConversationRow.module.css'
import type { InboxSearch } from './InboxSearch'
import { LeadChip } from './LeadChip'
import type { Conversation } from './pages'

/** Every row is as high as every other: ten thousand of them are only arithmetic. */
export const ROW_HEIGHT = 86

export function ConversationRow({
  conversation,
  search,
  labels,
}: {
  conversation: Conversation
  search: InboxSearch
  labels: Schema<'LabelView'>[]
}) {
  const t = useTranslations('inbox')
  const shortTime = useShortTime()
  const { contact_name: name, contact_phone: phone, unread_count: unread } = conversation
  const own = labels.filter(({ id }) => conversation.label_ids.includes(id))

  return (
    <Link
      to="/conversations/$conversationId"
      params={{ conversationId: conversation.id }}
      search={search}
      className={classes.row}
      data-unread={unread > 0 || undefined}
    >
      <ContactAvatar name={name} size={38} />
      <span className={classes.words}>
        <span className={classes.line}>
          <span className={classes.name}>{name ?? formatPhone(phone)}</span>
          <time className={classes.time} dateTime={conversation.last_message_at}>
            {shortTime(conversation.last_message_at)}
          </time>
        </span>
        <span className={classes.line}>
          <Preview conversation={conversation} />
          {unread > 0 && (
            <span className={classes.unread} role="img" aria-label={t('unreadCount', { count: unread })}>
              {unread > 99 ? '99+' : unread}
            </span>
          )}
        </span>
        <span className={classes.line}>
          <span className={classes.marks}>
            {conversation.lead && <LeadChip lead={conversation.lead} />}
            {own.slice(0, 2).map((label) => (
              <span key={label.id} className={classes.label} data-color={label.color}>
                {label.name}
              </span>
            ))}
            {own.length > 2 && <span className={classes.more}>{`+${own.length - 2}`}</span>}
          </span>
          <Handler conversation={conversation} />
        </span>
      </span>
    </Link>
  )
}

function Preview({ conversation: { last_message: last } }: { conversation: Conversation }) {
  const t = useTranslations('inbox.from')
  if (!last) return <span className={classes.preview} />
  const note = last.visibility === 'internal' && last.role === 'operator'

  return (
    <span className={classes.preview}>
      {note && <IconNote size={14} stroke={1.8} role="img" aria-label={t('note')} />}
      {last.role === 'assistant' && <IconRobot size={14} stroke={1.8} role="img" aria-label={t('assistant')} />}
      {last.role === 'operator' && !note && <IconCheck size={14} stroke={2} role="img" aria-label={t('operator')} />}
      <span className={classes.text}>{plain(last.text)}</span>
    </span>
  )
}

function Handler({ conversation }: { conversation: Conversation }) {
  const t = useTranslations('inbox')
  const { assignee_name: assignee, handled_by: by } = conversation

  if (assignee) {
    return (
      <span className={classes.person} role="img" aria-label={t('assign', { name: assignee })} title={assignee} data-initials={initials(assignee)} />
    )
  }
  if (by !== 'human') return null
  return (
    <span className={classes.waits} role="img" aria-label={t('waitingFor')} title={t('waitingFor')}>
      <IconUser size={13} stroke={2} aria-hidden="true" />
    </span>
  )
}

/** Markdown's signs say nothing in one line. */
function plain(text: string): string {
  return text.replace(/[*_`#>|]+/g, '').replace(/\s+/g, ' ').trim()
}
