import { IconAlertCircle, IconCheck, IconClock } from '@tabler/icons-react'
import { useFormatter, useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'
import { Markdown } from '@/ui/Markdown'

import { AnswerFooter } from '@/ui/messages/AnswerFooter'
import { Degraded } from '@/ui/messages/Degraded'
import classes from './MessageRow.module.css'
import { ProtocolButton } from './ProtocolButton'
import type { AgentType } from '@/lib/agentType'
import { Sources } from '@/ui/messages/Sources'
import { ToolCalls } from '@/ui/messages/ToolCalls'
import type { Turn } from '@/lib/turns/Turn'

type StoredMessage = Schema<'StoredMessage'>

export function MessageRow({
  message,
  turn,
  agent,
}: {
  message: StoredMessage
  /** The turn that this message began, while it is on its way. */
  turn: Turn | null
  agent: AgentType
}) {
  const t = useTranslations('messages')

  if (message.role === 'user') return <OwnBubble text={message.content} at={message.created_at} turn={turn} />
  if (message.role === 'system') return <li className={classes.system}>{message.content}</li>
  return (
    <li className={classes.answer} data-agent={agent}>
      <AnswerAuthor
        name={message.role === 'operator' ? t('fromOperator') : t('fromAgent', { agent })}
        at={message.created_at}
      />
      <ToolCalls calls={message.tool_calls} />
      <Markdown text={message.content} />
      <Degraded message={message} />
      <Sources hits={message.rag_context} />
      <AnswerFooter message={message} />
      {message.role === 'assistant' && message.request_id !== null && <ProtocolButton requestId={message.request_id} />}
    </li>
  )
}

export function AnswerAuthor({ name, at }: { name: string; at?: string }) {
  const format = useFormatter()

  return (
    <p className={classes.author}>
      <span className={classes.mark} aria-hidden="true" />
      {name}
      {at && (
        <time className={classes.time} dateTime={at}>
          {format.dateTime(new Date(at), { hour: 'numeric', minute: '2-digit' })}
        </time>
      )}
    </p>
  )
}

/** What the contact wrote: plain text, exactly as it was typed. */
export function OwnBubble({ text, at, turn }: { text: string; at: string; turn: Turn | null }) {
  const t = useTranslations('messages')
  const format = useFormatter()

  return (
    <li className={classes.own}>
      <span className={classes.hidden}>{t('fromContact')}</span>
      <div className={classes.bubble} data-failed={turn?.phase === 'failed' || undefined}>
        {text}
      </div>
      <p className={classes.state}>
        <time dateTime={at}>{format.dateTime(new Date(at), { hour: 'numeric', minute: '2-digit' })}</time>
        <SentMark turn={turn} />
      </p>
    </li>
  )
}

function SentMark({ turn }: { turn: Turn | null }) {
  const t = useTranslations('messages')

  if (turn?.phase === 'failed') {
    return (
      <span className={classes.failed}>
        <IconAlertCircle size={14} stroke={2} aria-hidden="true" />
        {t('failed')}
      </span>
    )
  }
  return turn?.phase === 'sending' ? (
    <IconClock size={14} stroke={1.8} role="img" aria-label={t('sending')} />
  ) : (
    <IconCheck size={14} stroke={2} role="img" aria-label={t('sent')} />
  )
}
