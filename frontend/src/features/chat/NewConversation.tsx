import { Skeleton, UnstyledButton } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconArrowUpRight, IconInbox } from '@tabler/icons-react'
import { Navigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'
import { isE164, normalisePhone } from '@/lib/phone'
import { EmptyState } from '@/ui/EmptyState'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { useProblemText } from '@/ui/useProblemText'

import { useChat, useTurns } from './ChatContext'
import { Composer } from './Composer'
import { ContactForm, type ContactValues } from './ContactForm'
import { MessageList } from './MessageList'
import classes from './NewConversation.module.css'
import { Pane } from './Pane'
import { readContact, rememberContact } from './rememberedContact'
import { useDraft } from '@/lib/useDraft'
import { useInboxes } from '@/lib/useInboxes'

export function NewConversation() {
  const t = useTranslations()
  const inboxes = useInboxes()

  if (inboxes.isPending) {
    return (
      <Pane header={<Pane.Title title={t('chat.newConversation')} />}>
        <div className={`delayed ${classes.column}`} role="status" aria-label={t('app.loading')}>
          <Skeleton height={34} width="55%" mb="md" />
          <Skeleton height={220} radius="lg" />
        </div>
      </Pane>
    )
  }
  if (inboxes.isError) {
    return (
      <Pane header={<Pane.Title title={t('chat.newConversation')} />}>
        <ProblemNotice title={t('problem.inboxesTitle')} error={inboxes.error} retry={inboxes.refetch} />
      </Pane>
    )
  }
  if (inboxes.data.length === 0) {
    return (
      <Pane header={<Pane.Title title={t('chat.newConversation')} />}>
        <EmptyState
          icon={<IconInbox size={22} stroke={1.6} />}
          title={t('start.noInbox')}
          hint={t('start.noInboxHint')}
        />
      </Pane>
    )
  }
  return <Start inboxes={inboxes.data} />
}

function Start({ inboxes }: { inboxes: Schema<'InboxView'>[] }) {
  const t = useTranslations()
  const { store, scope } = useChat()
  const turns = useTurns()
  const describe = useProblemText()
  const [draft, writeDraft] = useDraft(`${scope}.new`)
  // After a reload, a message that has no conversation yet is taken up again.
  const [requestId, setRequestId] = useState(
    () => turns.findLast((turn) => turn.conversationId === null)?.requestId ?? null,
  )
  const turn = turns.find((it) => it.requestId === requestId)

  const form = useForm<ContactValues>({
    initialValues: initialContact(scope, inboxes),
    validateInputOnBlur: ['phone'],
    validate: {
      phone: (value) => {
        if (value.trim() === '') return t('start.phoneMissing')
        return isE164(normalisePhone(value)) ? null : t('start.phoneOdd')
      },
    },
  })

  if (turn?.conversationId) {
    return <Navigate to="/playground/$conversationId" params={{ conversationId: turn.conversationId }} replace />
  }

  function takeBack(text: string) {
    setRequestId(null)
    writeDraft(text)
  }

  async function send(text: string) {
    const { hasErrors } = form.validate()
    if (hasErrors) {
      form.getInputNode('phone')?.focus()
      return
    }
    const contact = { ...form.values, name: form.values.name.trim(), phone: normalisePhone(form.values.phone) }
    const id = crypto.randomUUID()
    rememberContact(scope, contact)
    setRequestId(id)
    writeDraft('')
    const problem = await store.send({
      inbox_id: contact.inboxId,
      message: text,
      sender_phone: contact.phone,
      ...(contact.name === '' ? {} : { sender_name: contact.name }),
      agent_type: contact.agentType,
      request_id: id,
    })
    // This refusal belongs to the field, not to the message.
    if (problem?.code !== 'INVALID_PHONE_FORMAT') return
    store.discard(id)
    takeBack(text)
    form.setFieldError('phone', describe(problem))
  }

  return (
    <Pane
      header={<Pane.Title title={t('chat.newConversation')} />}
      footer={
        <Composer
          text={draft}
          onText={writeDraft}
          onSend={(text) => void send(text)}
          busy={turn !== undefined}
          focus={form.values.phone !== ''}
          placeholder={t('composer.placeholderNew')}
        />
      }
    >
      {turn ? (
        <MessageList
          messages={[]}
          asOf={0}
          turns={[turn]}
          agent={turn.body.agent_type ?? 'SDR'}
          earlier={null}
          onEdit={takeBack}
        />
      ) : (
        <Introduction inboxes={inboxes} form={form} onIdea={writeDraft} />
      )}
    </Pane>
  )
}

function Introduction({
  inboxes,
  form,
  onIdea,
}: Parameters<typeof ContactForm>[0] & { onIdea: (text: string) => void }) {
  const t = useTranslations('start')

  return (
    <div className={classes.scroll}>
      <div className={classes.column}>
        <h2 className={classes.title}>{t('title')}</h2>
        <p className={classes.subtitle}>{t('subtitle')}</p>
        <ContactForm inboxes={inboxes} form={form} />
        <h3 className={classes.ideasTitle}>{t('ideas')}</h3>
        <ul className={classes.ideas}>
          {[t('idea1'), t('idea2'), t('idea3')].map((idea) => (
            <li key={idea}>
              <UnstyledButton className={classes.idea} onClick={() => onIdea(idea)}>
                {idea}
                <IconArrowUpRight size={15} stroke={1.8} aria-hidden="true" />
              </UnstyledButton>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

function initialContact(scope: string, inboxes: Schema<'InboxView'>[]): ContactValues {
  const last = readContact(scope)
  const inbox = inboxes.find(({ id }) => id === last.inboxId) ?? inboxes[0]
  return {
    name: last.name,
    phone: last.phone,
    agentType: last.agentType ?? inbox?.default_agent_type ?? 'SDR',
    inboxId: inbox?.id ?? '',
  }
}
