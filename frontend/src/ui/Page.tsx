import { type ReactNode, useEffect } from 'react'
import { useTranslations } from 'use-intl'

import classes from './Page.module.css'

/** Gives the browser's tab and its history a name, for as long as the screen shows it. */
export function useTitle(title: string): void {
  const t = useTranslations('app')
  const app = t('name')

  useEffect(() => {
    document.title = `${title} · ${app}`
  }, [title, app])
}

/**
 * An ordinary page: what it is and what one can do with it at the top, the rest scrolls. `wide` is for
 * tables and boards. (The inbox and the playground have panes of their own instead.)
 */
export function Page({
  title,
  description,
  actions,
  tabs,
  wide = false,
  fill = false,
  children,
}: {
  title: string
  description?: string
  /** Buttons; the most important one last. */
  actions?: ReactNode
  /** A second row: tabs, or the filters of a table. */
  tabs?: ReactNode
  wide?: boolean
  /** What it shows scrolls by itself, and has all of the height: a board. */
  fill?: boolean
  children: ReactNode
}) {
  useTitle(title)

  return (
    <section className={classes.page}>
      <header className={classes.header}>
        <div className={classes.row} data-wide={wide || undefined}>
          <div className={classes.words}>
            <h1 className={classes.title}>{title}</h1>
            {description && <p className={classes.description}>{description}</p>}
          </div>
          {actions && <div className={classes.actions}>{actions}</div>}
        </div>
        {tabs && (
          <div className={classes.tabs} data-wide={wide || undefined}>
            {tabs}
          </div>
        )}
      </header>
      {fill ? (
        <div className={classes.fill}>{children}</div>
      ) : (
        // Focusable, so that the keyboard can scroll it.
        <div className={classes.scroll} tabIndex={0} role="region" aria-label={title}>
          <div className={classes.body} data-wide={wide || undefined}>
            {children}
          </div>
        </div>
      )}
    </section>
  )
}
