import { Button, CloseButton, Switch, TextInput } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { useSearchText } from '@/lib/useSearchText'
import { Page } from '@/ui/Page'

import { ContactDialog } from './ContactDialog'
import { ContactList } from './ContactList'
import type { ContactSearch } from './ContactSearch'
import classes from './ContactsPage.module.css'
import type { Contact } from './useContacts'

export type ContactsPageProps = {
  search: ContactSearch
  /** Replaces what one looks at. `typing` does so without a step in the browser's history. */
  onSearch: (search: ContactSearch, options?: { typing?: boolean }) => void
  mayWrite: boolean
}

/** Everybody who wrote to the company, or whom it entered. */
export function ContactsPage({ search, onSearch, mayWrite }: ContactsPageProps) {
  const t = useTranslations('contacts')
  const [editing, setEditing] = useState<Contact | 'new' | null>(null)

  return (
    <Page
      title={t('title')}
      wide
      fill
      actions={
        mayWrite && (
          <Button size="sm" leftSection={<IconPlus size={17} />} onClick={() => setEditing('new')}>
            {t('new')}
          </Button>
        )
      }
      tabs={
        <div className={classes.filters}>
          <SearchBox search={search} onSearch={onSearch} />
          <Switch
            size="sm"
            label={t('showArchived')}
            checked={search.archived ?? false}
            onChange={(event) =>
              onSearch({ ...(search.q && { q: search.q }), ...(event.currentTarget.checked && { archived: true as const }) })
            }
          />
        </div>
      }
    >
      <ContactList search={search} mayWrite={mayWrite} onEdit={setEditing} />
      {editing !== null && (
        <ContactDialog contact={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </Page>
  )
}

function SearchBox({ search, onSearch }: Pick<ContactsPageProps, 'search' | 'onSearch'>) {
  const t = useTranslations('contacts')
  const { field, text, write } = useSearchText(search.q ?? '', (q) => {
    onSearch({ ...(q !== '' && { q }), ...(search.archived && { archived: true }) }, { typing: true })
  })
  useHotkeys([['/', () => field.current?.focus()]])

  return (
    <TextInput
      ref={field}
      size="xs"
      className={classes.search}
      aria-label={t('search')}
      placeholder={t('search')}
      maxLength={100}
      leftSection={<IconSearch size={15} stroke={1.8} />}
      value={text}
      onChange={(event) => write(event.currentTarget.value)}
      rightSection={text !== '' && <CloseButton size="xs" aria-label={t('clearSearch')} onClick={() => write('')} />}
    />
  )
}
