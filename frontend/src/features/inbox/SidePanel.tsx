import { ActionIcon, CopyButton, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy, IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useFormatter, useTranslations } from 'use-intl'

import { formatPhone } from '@/lib/phone'
import { useInboxes } from '@/lib/useInboxes'
import { Tag } from '@/ui/Tag'
import { ContactAvatar } from '@/ui/messages/ContactAvatar'

import { Labels } from './Labels'
import { LeadPanel } from './LeadPanel'
import type { Conversation } from './pages'
import classes from './SidePanel.module.css'

/** Who one talks with, and what is known of them. */
export function SidePanel({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const t = useTranslations('panel')
  const format = useFormatter()
  const inboxes = useInboxes()
  const { contact_name: name, claimed_phone: claimed } = conversation
  const phone = claimed ?? conversation.contact_phone
  const inbox = inboxes.data?.find(({ id }) => id === conversation.inbox_id)

  return (
    <div className={classes.root}>
      <PanelHead title={t('contact')} onClose={onClose} />
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('contact')}>
        <div className={classes.who}>
          <ContactAvatar name={name} size={52} />
          <div className={classes.words}>
            <p className={classes.name}>
              {/* A colleague who asks COPILOT is no contact of the company. */}
              {conversation.agent_type === 'COPILOT' ? (
                (name ?? t('unnamed'))
              ) : (
                <Link to="/contacts/$contactId" params={{ contactId: conversation.contact_id }} title={t('openContact')}>
                  {name ?? t('unnamed')}
                </Link>
              )}
            </p>
            {phone !== '' && (
              <p className={classes.phone}>
                <a href={`tel:${phone}`}>{formatPhone(phone)}</a>
                <Copy value={phone} />
                {claimed !== null && <Tag color="yellow">{t('unverified')}</Tag>}
              </p>
            )}
          </div>
        </div>
        <dl className={classes.facts}>
          <dt>{t('inbox')}</dt>
          <dd>{inbox?.name ?? '–'}</dd>
          <dt>{t('since')}</dt>
          <dd>{format.dateTime(new Date(conversation.created_at), { dateStyle: 'medium', timeStyle: 'short' })}</dd>
          <dt>{t('messages')}</dt>
          <dd>{format.number(conversation.message_count)}</dd>
          {conversation.handoff_reason !== null && (
            <>
              <dt>{t('reason')}</dt>
              <dd>{conversation.handoff_reason}</dd>
            </>
          )}
        </dl>
        <Section title={t('labels')}>
          <Labels conversation={conversation} />
        </Section>
        <Section title={t('lead')}>
          <LeadPanel conversation={conversation} />
        </Section>
      </div>
    </div>
  )
}

export function PanelHead({ title, onClose, children }: { title: string; onClose: () => void; children?: ReactNode }) {
  const t = useTranslations('app')

  return (
    <header className={classes.head}>
      <h3 className={classes.title}>{title}</h3>
      {children}
      <ActionIcon variant="subtle" color="gray" size={32} aria-label={t('close')} onClick={onClose}>
        <IconX size={17} stroke={1.8} />
      </ActionIcon>
    </header>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <h4 className={classes.heading}>{title}</h4>
      {children}
    </section>
  )
}

function Copy({ value }: { value: string }) {
  const t = useTranslations('panel')

  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? t('copied') : t('copy')}>
          <ActionIcon variant="subtle" color="gray" size={24} aria-label={t('copy')} onClick={copy}>
            {copied ? <IconCheck size={14} /> : <IconCopy size={14} stroke={1.7} />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  )
}
