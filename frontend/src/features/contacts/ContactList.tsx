import { IconAddressBook } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useFormatter, useTranslations } from 'use-intl'

import { shownPhone } from '@/lib/phone'
import { EmptyState } from '@/ui/EmptyState'
import { ContactAvatar } from '@/ui/messages/ContactAvatar'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { ListSkeleton } from '@/ui/Skeletons'

import classes from './ContactList.module.css'
import { ContactMenu } from './ContactMenu'
import type { ContactSearch } from './ContactSearch'
import { ContactTags } from './ContactTags'
import { type Contact, useContacts } from './useContacts'

const ROW_HEIGHT = 60

type RowActs = { mayWrite: boolean; onEdit: (contact: Contact) => void }

export function ContactList({ search, ...acts }: { search: ContactSearch } & RowActs) {
  const t = useTranslations('contacts')
  const contacts = useContacts(search)

  if (contacts.isPending) return <ListSkeleton rows={8} height={ROW_HEIGHT} />
  if (contacts.isError) return <ProblemNotice title={t('problem')} error={contacts.error} retry={contacts.refetch} />
  if (contacts.data.length === 0) {
    return (
      <EmptyState
        icon={<IconAddressBook size={22} stroke={1.6} />}
        title={search.q === undefined ? t('empty') : t('emptyFiltered')}
        hint={search.q === undefined ? t('emptyHint') : t('emptyFilteredHint')}
      />
    )
  }
  return (
    <VirtualTable
      // Another list begins at its top.
      key={JSON.stringify(search)}
      contacts={contacts.data}
      whole={!contacts.hasNextPage}
      stale={contacts.isPlaceholderData}
      onEnd={() => {
        if (contacts.hasNextPage && !contacts.isFetchingNextPage) void contacts.fetchNextPage()
      }}
      {...acts}
    />
  )
}

/** Draws the rows that are in sight, and loads on when the end comes near. */
function VirtualTable({
  contacts,
  whole,
  stale,
  onEnd,
  ...acts
}: { contacts: Contact[]; whole: boolean; stale: boolean; onEnd: () => void } & RowActs) {
  const t = useTranslations('contacts')
  const viewport = useRef<HTMLDivElement>(null)
  // Its functions change with every scroll; nothing here is kept from one render to the next.
  // eslint-disable-next-line react-hooks/incompatible-library
  const rows = useVirtualizer({
    count: contacts.length,
    getScrollElement: () => viewport.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => contacts[index]?.id ?? index,
    overscan: 8,
  })
  const shown = rows.getVirtualItems()
  const last = shown.at(-1)?.index ?? 0

  useEffect(() => {
    if (last >= contacts.length - 12) onEnd()
    // `onEnd` is another function at every render, but does the same.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [last, contacts.length])

  return (
    <div className={classes.scroll} ref={viewport} data-stale={stale || undefined} onKeyDown={walkRows}>
      {/* Not all rows are drawn, and while pages are to come nobody knows how many there are. */}
      <div role="table" aria-label={t('title')} aria-rowcount={whole ? contacts.length + 1 : -1} className={classes.table}>
        <div role="rowgroup" className={classes.head}>
          <div role="row" aria-rowindex={1} className={classes.row}>
            <span role="columnheader">{t('contact')}</span>
            <span role="columnheader" className={classes.talks}>
              {t('conversations')}
            </span>
            <span role="columnheader" className={classes.since}>
              {t('since')}
            </span>
            <span role="columnheader" className={classes.menu} aria-label={t('acts')} />
          </div>
        </div>
        <div role="rowgroup" className={classes.body} style={{ height: rows.getTotalSize() }}>
          {shown.map(({ key, index, start }) => {
            const contact = contacts[index]
            return (
              contact && (
                <div
                  key={key}
                  role="row"
                  aria-rowindex={index + 2}
                  className={`${classes.row} ${classes.item}`}
                  style={{ transform: `translateY(${start}px)`, height: ROW_HEIGHT }}
                >
                  <Cells contact={contact} {...acts} />
                </div>
              )
            )
          })}
        </div>
      </div>
    </div>
  )
}

function Cells({ contact, mayWrite, onEdit }: { contact: Contact } & RowActs) {
  const t = useTranslations('contacts')
  const format = useFormatter()
  const phone = shownPhone(contact)

  return (
    <>
      <span role="cell" className={classes.who}>
        <ContactAvatar name={contact.name} size={36} />
        <span className={classes.words}>
          {/* All of the row is the link: its ::after covers it. */}
          <Link to="/contacts/$contactId" params={{ contactId: contact.id }} className={classes.name} data-row>
            {contact.name ?? phone ?? t('nameless')}
          </Link>
          <span className={classes.aside}>
            {contact.name !== null && phone}
            <ContactTags contact={contact} />
          </span>
        </span>
      </span>
      <span role="cell" className={classes.talks} title={t('conversationCount', { count: contact.conversation_count })}>
        {format.number(contact.conversation_count)}
      </span>
      <span role="cell" className={classes.since}>
        <time dateTime={contact.created_at}>{format.dateTime(new Date(contact.created_at), { dateStyle: 'medium' })}</time>
      </span>
      <span role="cell" className={classes.menu}>
        {mayWrite && contact.anonymised_at === null && <ContactMenu contact={contact} onEdit={() => onEdit(contact)} />}
      </span>
    </>
  )
}

/** The arrows go from contact to contact, as in any list. */
function walkRows(event: KeyboardEvent<HTMLDivElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0 || !(event.target instanceof HTMLElement) || !event.target.matches('[data-row]')) return
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')]
  event.preventDefault()
  links[links.indexOf(event.target) + step]?.focus()
}
