import { Button } from '@mantine/core'
import { IconArchive, IconArrowLeft, IconPencil, IconRestore, IconUserQuestion } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'

import { ApiProblem } from '@/lib/ApiProblem'
import { shownPhone } from '@/lib/phone'
import { EmptyState } from '@/ui/EmptyState'
import { Page } from '@/ui/Page'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { TextSkeleton } from '@/ui/Skeletons'

import { Card } from './Card'
import { ContactDialog } from './ContactDialog'
import classes from './ContactPage.module.css'
import { ContactTags } from './ContactTags'
import { DataProtection } from './DataProtection'
import { LeadOfContact } from './LeadOfContact'
import { Talks } from './Talks'
import { useSetArchived } from './useContactActions'
import { type Contact, useContact } from './useContacts'

/** One contact: who it is, what was talked, the sale, and what the law gives it. */
export function ContactPage({ contactId, mayWrite, isAdmin }: { contactId: string; mayWrite: boolean; isAdmin: boolean }) {
  const t = useTranslations('contacts')
  const contact = useContact(contactId)

  if (contact.isPending) {
    return (
      <Page title={t('contact')}>
        <TextSkeleton lines={8} />
      </Page>
    )
  }
  if (contact.isError) {
    const missing = [404, 422].includes(ApiProblem.from(contact.error).status)
    return (
      <Page title={t('contact')}>
        {missing ? <Missing /> : <ProblemNotice title={t('oneProblem')} error={contact.error} retry={contact.refetch} />}
      </Page>
    )
  }
  return <Shown contact={contact.data} mayWrite={mayWrite} isAdmin={isAdmin} />
}

function Shown({ contact, mayWrite, isAdmin }: { contact: Contact; mayWrite: boolean; isAdmin: boolean }) {
  const t = useTranslations('contacts')
  const erased = contact.anonymised_at !== null

  return (
    <Page
      title={contact.name ?? shownPhone(contact) ?? t('nameless')}
      actions={
        <>
          <Button variant="subtle" size="sm" leftSection={<IconArrowLeft size={16} />} renderRoot={(props) => <Link to="/contacts" {...props} />}>
            {t('toList')}
          </Button>
          {mayWrite && !erased && <Acts contact={contact} />}
        </>
      }
    >
      {erased && (
        <p className={classes.notice} role="status">
          {t('erasedText')}
        </p>
      )}
      <div className={classes.columns}>
        <div className={classes.main}>
          <Talks contactId={contact.id} />
        </div>
        <div className={classes.side}>
          <Facts contact={contact} />
          <LeadOfContact contactId={contact.id} />
          {isAdmin && <DataProtection contact={contact} />}
        </div>
      </div>
    </Page>
  )
}

function Acts({ contact }: { contact: Contact }) {
  const t = useTranslations('contacts')
  const tCommon = useTranslations('common')
  const [editing, setEditing] = useState(false)
  const setArchived = useSetArchived()
  const archived = contact.archived_at !== null

  return (
    <>
      <Button
        variant="default"
        size="sm"
        leftSection={archived ? <IconRestore size={16} /> : <IconArchive size={16} />}
        loading={setArchived.isPending}
        onClick={() => setArchived.mutate({ contactId: contact.id, archived: !archived })}
      >
        {archived ? t('restore') : t('archive')}
      </Button>
      <Button variant="default" size="sm" leftSection={<IconPencil size={16} />} onClick={() => setEditing(true)}>
        {tCommon('edit')}
      </Button>
      {editing && <ContactDialog contact={contact} onClose={() => setEditing(false)} />}
    </>
  )
}

function Facts({ contact }: { contact: Contact }) {
  const t = useTranslations('contacts')
  const format = useFormatter()
  const phone = shownPhone(contact)

  return (
    <Card title={t('facts')}>
      <dl className={classes.facts}>
        <dt>{t('phone')}</dt>
        <dd>{phone === null ? '–' : <a href={`tel:${contact.claimed_phone ?? contact.phone ?? ''}`}>{phone}</a>}</dd>
        <dt>{t('name')}</dt>
        <dd>{contact.name ?? '–'}</dd>
        <dt>{t('since')}</dt>
        <dd>{format.dateTime(new Date(contact.created_at), { dateStyle: 'medium', timeStyle: 'short' })}</dd>
        <dt>{t('conversations')}</dt>
        <dd>{format.number(contact.conversation_count)}</dd>
      </dl>
      <div className={classes.tags}>
        <ContactTags contact={contact} />
      </div>
    </Card>
  )
}

function Missing() {
  const t = useTranslations('contacts')

  return (
    <EmptyState icon={<IconUserQuestion size={22} stroke={1.6} />} title={t('missing')} hint={t('missingHint')}>
      <Button variant="default" size="sm" renderRoot={(props) => <Link to="/contacts" {...props} />}>
        {t('toList')}
      </Button>
    </EmptyState>
  )
}
