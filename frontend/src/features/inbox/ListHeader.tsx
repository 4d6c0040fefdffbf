import { ActionIcon, SegmentedControl, TextInput } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconSearch, IconX } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

import { useInboxes } from '@/lib/useInboxes'
import { useSearchText } from '@/lib/useSearchText'

import { FilterButton } from './FilterButton'
import { useInbox } from './InboxContext'
import { changed, type SearchChange, TABS } from './InboxSearch'
import classes from './ListHeader.module.css'
import { useCounts } from './useCounts'

/** What the list shows, and how much of it there is. All of it stands in the address. */
export function ListHeader() {
  const t = useTranslations('inbox')
  const { search } = useInbox()
  const inboxes = useInboxes()
  const change = useSearchChange()
  const inbox = inboxes.data?.find(({ id }) => id === search.inbox)

  return (
    <header className={classes.header}>
      <div className={classes.top}>
        <h1 className={classes.title}>{inbox?.name ?? t('title')}</h1>
        <SegmentedControl
          size="xs"
          aria-label={t('status')}
          value={search.closed ? 'closed' : 'open'}
          data={[
            { value: 'open', label: t('open') },
            { value: 'closed', label: t('closed') },
          ]}
          onChange={(value) => change({ closed: value === 'closed' ? true : undefined })}
        />
      </div>
      <div className={classes.find}>
        <SearchField />
        <FilterButton search={search} onChange={change} />
      </div>
      <Tabs />
    </header>
  )
}

function Tabs() {
  const t = useTranslations('inbox')
  const { search } = useInbox()
  const change = useSearchChange()
  const counts = useCounts(search)
  const count = { mine: counts.data?.mine, waiting: counts.data?.waiting, all: counts.data?.open }

  return (
    <nav className={classes.tabs} aria-label={t('title')}>
      {TABS.map((tab) => (
        <Link
          key={tab}
          to="."
          search={changed(search, { tab: tab === 'all' ? undefined : tab })}
          className={classes.tab}
          activeProps={{}}
          aria-current={(search.tab ?? 'all') === tab ? 'true' : undefined}
        >
          {t(`tab.${tab}`)}
          <span className={classes.count} data-waits={(tab === 'waiting' && (count.waiting ?? 0) > 0) || undefined}>
            {search.closed ? '' : (count[tab] ?? '')}
          </span>
        </Link>
      ))}
      <button
        type="button"
        className={classes.unread}
        aria-pressed={search.unread ?? false}
        onClick={() => change({ unread: search.unread ? undefined : true })}
      >
        {t('unread')}
      </button>
    </nav>
  )
}

/** What is typed reaches the address when one pauses, and replaces it: "back" does not undo letters. */
function SearchField() {
  const t = useTranslations('inbox')
  const { search } = useInbox()
  const change = useSearchChange()
  const { field, text, write } = useSearchText(search.q ?? '', (q) => change({ q: q === '' ? undefined : q }, true))
  useHotkeys([['/', () => field.current?.focus()]])

  return (
    <TextInput
      ref={field}
      className={classes.search}
      size="sm"
      type="search"
      aria-label={t('search')}
      placeholder={t('search')}
      leftSection={<IconSearch size={16} stroke={1.7} />}
      rightSection={
        text !== '' && (
          <ActionIcon variant="subtle" color="gray" size={24} aria-label={t('clearSearch')} onClick={() => write('')}>
            <IconX size={14} />
          </ActionIcon>
        )
      }
      value={text}
      onChange={(event) => write(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        write('')
        field.current?.blur()
      }}
    />
  )
}

export function useSearchChange() {
  const navigate = useNavigate()
  const { search } = useInbox()
  return (change: SearchChange, replace = false) =>
    void navigate({ to: '.', search: changed(search, change), replace })
}
