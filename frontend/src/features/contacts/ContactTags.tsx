import { useTranslations } from 'use-intl'

import { Tag } from '@/ui/Tag'

import type { Contact } from './useContacts'

/** What is unusual about a contact. Most have none. */
export function ContactTags({ contact }: { contact: Contact }) {
  const t = useTranslations('contacts')

  if (contact.anonymised_at !== null) return <Tag>{t('erased')}</Tag>
  return (
    <>
      {contact.claimed_phone !== null && <Tag color="yellow">{t('unverified')}</Tag>}
      {contact.archived_at !== null && <Tag>{t('archived')}</Tag>}
    </>
  )
}
