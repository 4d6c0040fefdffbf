import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'
import { formatPhone } from '@/lib/phone'

import { AgentBadge } from '@/ui/messages/AgentBadge'
import { ContactAvatar } from '@/ui/messages/ContactAvatar'
import { useShortTime } from '@/ui/useShortTime'
import classes from './ConversationRow.module.css'

export function ConversationRow({
  conversation,
  onChosen,
}: {
  conversation: Schema<'ConversationView'>
  onChosen: (() => void) | undefined
}) {
  const t = useTranslations('chat')
  const shortTime = useShortTime()
  const { contact_name: name, contact_phone: phone } = conversation

  return (
    <Link
      to="/playground/$conversationId"
      params={{ conversationId: conversation.id }}
      className={classes.row}
      onClick={onChosen}
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
          <span className={classes.detail}>
            {conversation.status === 'closed'
              ? t('closed')
              : t('messageCount', { count: conversation.message_count })}
          </span>
          <AgentBadge agent={conversation.agent_type} />
        </span>
      </span>
    </Link>
  )
}
