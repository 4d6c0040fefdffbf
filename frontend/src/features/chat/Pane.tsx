import { ActionIcon } from '@mantine/core'
import { IconMenu2 } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'

import { useChat } from './ChatContext'
import classes from './Pane.module.css'

/** The middle of the chat page: a header, what scrolls, and what stays at the bottom. */
export function Pane({
  header,
  footer,
  children,
}: {
  header: ReactNode
  footer?: ReactNode
  children: ReactNode
}) {
  const t = useTranslations('chat')
  const { openList } = useChat()

  return (
    <section className={classes.pane}>
      <header className={classes.header}>
        <ActionIcon
          className={classes.menu}
          variant="subtle"
          color="gray"
          size={40}
          aria-label={t('showConversations')}
          onClick={openList}
        >
          <IconMenu2 size={21} stroke={1.7} />
        </ActionIcon>
        {header}
      </header>
      <div className={classes.body}>{children}</div>
      {footer && <footer className={classes.footer}>{footer}</footer>}
    </section>
  )
}

Pane.Title = function PaneTitle({ title, detail }: { title: string; detail?: string }) {
  return (
    <div className={classes.words}>
      <h1 className={classes.title}>{title}</h1>
      {detail && <p className={classes.detail}>{detail}</p>}
    </div>
  )
}

Pane.Note = function PaneNote({ children }: { children: ReactNode }) {
  return <p className={classes.note}>{children}</p>
}
