import { IconEyeOff, IconNote, IconRobot } from '@tabler/icons-react'
import { memo } from 'react'
import { useFormatter, useTranslations } from 'use-intl'

import type { AgentType } from '@/lib/agentType'
import { Markdown } from '@/ui/Markdown'
import { AnswerFacts } from '@/ui/messages/AnswerFacts'
import { Degraded } from '@/ui/messages/Degraded'
import { Sources } from '@/ui/messages/Sources'
import { ToolCalls } from '@/ui/messages/ToolCalls'

import classes from './MessageItem.module.css'
import type { Message } from './pages'

/** One line of a conversation, as the team sees it: the contact at the left, we at the right. */
export const MessageItem = memo(function MessageItem({
  message,
  joined,
  agent,
  target,
}: {
  message: Message
  joined: boolean
  agent: AgentType
  /** One came here for this one. */
  target: boolean
}) {
  const kind = kindOf(message)
  if (kind === 'system') {
    return (
      <li className={classes.system} id={`message-${message.message_index}`}>
        {message.content}
      </li>
    )
  }
  return (
    <li
      className={classes.item}
      id={`message-${message.message_index}`}
      data-kind={kind}
      data-joined={joined || undefined}
      data-target={target || undefined}
    >
      <div className={classes.bubble}>
        {!joined && <Author message={message} agent={agent} />}
        {message.role === 'assistant' && <ToolCalls calls={message.tool_calls} />}
        {message.role === 'assistant' ? (
          <Markdown text={message.content} />
        ) : (
          // What a person wrote: plain text, exactly as it was typed. `auto`: Arabic runs its own way.
          <p className={classes.text} dir="auto">
            {message.content}
          </p>
        )}
        {message.role === 'assistant' && <Degraded message={message} />}
        {message.role === 'assistant' && <Sources hits={message.rag_context} />}
        <Foot message={message} />
      </div>
    </li>
  )
})

function kindOf({ role, visibility }: Message): 'contact' | 'agent' | 'operator' | 'note' | 'dropped' | 'system' {
  if (role === 'user') return 'contact'
  if (role === 'system') return 'system'
  if (role === 'operator') return visibility === 'internal' ? 'note' : 'operator'
  return visibility === 'internal' ? 'dropped' : 'agent'
}

function Author({ message, agent }: { message: Message; agent: AgentType }) {
  const t = useTranslations()
  const name = message.author_name ?? t('inbox.someone')

  switch (kindOf(message)) {
    case 'contact':
      return <span className={classes.hidden}>{t('inbox.contact')}</span>
    case 'agent':
      return (
        <p className={classes.author}>
          <IconRobot size={14} stroke={1.8} aria-hidden="true" />
          {t('messages.fromAgent', { agent })}
        </p>
      )
    case 'dropped':
      return (
        <p className={classes.author}>
          <IconEyeOff size={14} stroke={1.8} aria-hidden="true" />
          {t('inbox.dropped')}
        </p>
      )
    case 'note':
      return (
        <p className={classes.author}>
          <IconNote size={14} stroke={1.8} aria-hidden="true" />
          {t('inbox.noteBy', { name })}
        </p>
      )
    default:
      return <p className={classes.author}>{name}</p>
  }
}

function Foot({ message }: { message: Message }) {
  const format = useFormatter()

  return (
    <footer className={classes.foot}>
      <AnswerFacts message={message} />
      <time dateTime={message.created_at}>
        {format.dateTime(new Date(message.created_at), { hour: 'numeric', minute: '2-digit' })}
      </time>
    </footer>
  )
}

/** The agent is at it: shown where its answer will stand. */
export function Answering({ agent }: { agent: AgentType }) {
  const t = useTranslations('inbox')

  return (
    <li className={classes.item} data-kind="agent" data-running>
      <div className={classes.bubble} role="status">
        <p className={classes.author}>
          <IconRobot size={14} stroke={1.8} aria-hidden="true" />
          {t('answering', { agent })}
          <span className={classes.dots} aria-hidden="true" />
        </p>
      </div>
    </li>
  )
}
