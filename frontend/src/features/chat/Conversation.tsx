import { Button, Skeleton } from '@mantine/core'
import { IconMessageOff, IconPencilPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

import { ApiProblem } from '@/lib/ApiProblem'
import { formatPhone } from '@/lib/phone'
import { EmptyState } from '@/ui/EmptyState'
import { ProblemNotice } from '@/ui/ProblemNotice'

import { AgentBadge } from '@/ui/messages/AgentBadge'
import { useChat, useTurns } from './ChatContext'
import { Composer } from './Composer'
import { ContactAvatar } from '@/ui/messages/ContactAvatar'
import { MessageList } from './MessageList'
import { MessagesLoading } from './MessagesLoading'
import { Pane } from './Pane'
import { isRunning } from '@/lib/turns/Turn'
import { useConversation } from './useConversation'
import { useDraft } from '@/lib/useDraft'
import { useMessages } from './useMessages'

export function Conversation({ conversationId }: { conversationId: string }) {
  const t = useTranslations()
  const { store, scope } = useChat()
  const conversation = useConversation(conversationId)
  const turns = useTurns().filter((turn) => turn.conversationId === conversationId)
  const [draft, writeDraft] = useDraft(`${scope}.${conversationId}`)

  if (conversation.isPending && turns.length === 0) {
    return (
      <Pane header={<Skeleton className="delayed" height={36} width={220} aria-label={t('app.loading')} />}>
        <MessagesLoading />
      </Pane>
    )
  }
  if (conversation.isError) {
    return (
      <Pane header={null}>
        {ApiProblem.from(conversation.error).status === 404 ? (
          <MissingConversation />
        ) : (
          <ProblemNotice
            title={t('problem.messagesTitle')}
            error={conversation.error}
            retry={conversation.refetch}
          />
        )}
      </Pane>
    )
  }

  const contact = conversation.data ?? turnContact(turns[0])
  const name = contact.contact_name ?? formatPhone(contact.contact_phone)
  const closed = conversation.data?.status === 'closed'

  function send(text: string) {
    if (!conversation.data) return
    const { inbox_id, contact_phone, contact_name, agent_type } = conversation.data
    void store.send({
      inbox_id,
      message: text,
      sender_phone: contact_phone,
      ...(contact_name === null ? {} : { sender_name: contact_name }),
      agent_type,
      conversation_id: conversationId,
      request_id: crypto.randomUUID(),
    })
    writeDraft('')
  }

  return (
    <Pane
      header={
        <>
          <ContactAvatar name={contact.contact_name} size={38} />
          <Pane.Title
            title={name}
            detail={contact.contact_name === null ? t('chat.unnamed') : formatPhone(contact.contact_phone)}
          />
          {contact.agent_type && <AgentBadge agent={contact.agent_type} />}
        </>
      }
      footer={
        closed ? (
          <Pane.Note>{t('composer.closed')}</Pane.Note>
        ) : (
          <Composer
            text={draft}
            onText={writeDraft}
            onSend={send}
            busy={!conversation.data || turns.some(isRunning)}
            placeholder={t('composer.placeholder', { name })}
          />
        )
      }
    >
      <History
        conversationId={conversationId}
        agent={contact.agent_type ?? 'SDR'}
        turns={turns}
        onEdit={writeDraft}
      />
    </Pane>
  )
}

function History({
  conversationId,
  agent,
  turns,
  onEdit,
}: Pick<Parameters<typeof MessageList>[0], 'agent' | 'turns' | 'onEdit'> & { conversationId: string }) {
  const t = useTranslations()
  const messages = useMessages(conversationId)

  if (messages.isPending && turns.length === 0) return <MessagesLoading />
  if (messages.isError) {
    return <ProblemNotice title={t('problem.messagesTitle')} error={messages.error} retry={messages.refetch} />
  }

  return (
    <MessageList
      messages={messages.data ?? []}
      asOf={messages.dataUpdatedAt}
      turns={turns}
      agent={agent}
      onEdit={onEdit}
      earlier={
        messages.hasNextPage
          ? { loading: messages.isFetchingNextPage, load: () => void messages.fetchNextPage() }
          : null
      }
    />
  )
}

function MissingConversation() {
  const t = useTranslations()

  return (
    <EmptyState
      icon={<IconMessageOff size={22} stroke={1.6} />}
      title={t('messages.notFound')}
      hint={t('messages.notFoundHint')}
    >
      <Button leftSection={<IconPencilPlus size={17} />} renderRoot={(props) => <Link to="/playground" {...props} />}>
        {t('chat.newConversation')}
      </Button>
    </EmptyState>
  )
}

/** Until the server has described a conversation that has just begun, its first turn does. */
function turnContact(turn: Parameters<typeof isRunning>[0] | undefined) {
  return {
    contact_name: turn?.body.sender_name ?? null,
    contact_phone: turn?.body.sender_phone ?? '',
    agent_type: turn?.body.agent_type ?? null,
  }
}
