import { Outlet } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'

import { useTitle } from '@/ui/Page'

import { ConversationList } from './ConversationList'
import { InboxContext, type InboxScreen } from './InboxContext'
import classes from './InboxLayout.module.css'
import { KeyHelp } from './KeyHelp'
import { useLiveInbox } from './useLiveInbox'

/** The list at the side, one conversation in the middle. On a phone one of them at a time. */
export function InboxLayout({
  openId,
  ...screen
}: InboxScreen & {
  /** The conversation that is open; null while only the list is. */
  openId: string | null
}) {
  const t = useTranslations('inbox')
  const { search, myId, myName, mayWrite } = screen
  const inbox = useMemo(() => ({ search, myId, myName, mayWrite }), [search, myId, myName, mayWrite])
  useTitle(t('title'))
  useLiveInbox(myId)

  return (
    <InboxContext value={inbox}>
      <div className={classes.layout} data-open={openId !== null || undefined}>
        <aside className={classes.side} aria-label={t('list')}>
          <ConversationList openId={openId} />
        </aside>
        <div className={classes.main}>
          <Outlet />
        </div>
      </div>
      <KeyHelp />
    </InboxContext>
  )
}
