import { Menu } from '@mantine/core'
import { IconArchive, IconPencil, IconRestore } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'

import { shownPhone } from '@/lib/phone'
import { RowMenu } from '@/ui/RowMenu'

import { useSetArchived } from './useContactActions'
import type { Contact } from './useContacts'

export function ContactMenu({ contact, onEdit }: { contact: Contact; onEdit: () => void }) {
  const t = useTranslations('contacts')
  const tCommon = useTranslations('common')
  const setArchived = useSetArchived()
  const archived = contact.archived_at !== null

  return (
    <RowMenu name={contact.name ?? shownPhone(contact) ?? t('nameless')}>
      <Menu.Item leftSection={<IconPencil size={17} />} onClick={onEdit}>
        {tCommon('edit')}
      </Menu.Item>
      <Menu.Item
        leftSection={archived ? <IconRestore size={17} /> : <IconArchive size={17} />}
        onClick={() => setArchived.mutate({ contactId: contact.id, archived: !archived })}
      >
        {archived ? t('restore') : t('archive')}
      </Menu.Item>
    </RowMenu>
  )
}
