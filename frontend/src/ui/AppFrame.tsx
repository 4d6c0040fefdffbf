import { Tooltip } from '@mantine/core'
import { type Icon } from '@tabler/icons-react'
import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'

import classes from './AppFrame.module.css'
import { Logo } from './Logo'
import { OfflineBanner } from './OfflineBanner'

export type NavEntry = { to: NonNullable<LinkProps['to']>; label: string; Icon: Icon }

/** What surrounds every page: a rail at the side on wide screens, a bar at the bottom on phones. */
export function AppFrame({
  tenantName,
  entries,
  account,
  children,
}: {
  tenantName: string
  entries: NavEntry[]
  account: ReactNode
  children: ReactNode
}) {
  const t = useTranslations()

  return (
    <div className={classes.frame}>
      <a href="#content" className={classes.skip}>
        {t('app.skipToContent')}
      </a>
      <header className={classes.rail}>
        <Tooltip label={tenantName} position="right">
          <Link to="/" className={classes.home} aria-label={`${t('app.name')}, ${tenantName}`}>
            <Logo />
          </Link>
        </Tooltip>
        <nav className={classes.nav} aria-label={t('nav.label')}>
          {entries.map(({ to, label, Icon }) => (
            <Link key={label} to={to} className={classes.entry}>
              <Icon size={22} stroke={1.7} aria-hidden="true" />
              <span className={classes.entryLabel}>{label}</span>
            </Link>
          ))}
        </nav>
        <div className={classes.account}>{account}</div>
      </header>
      <div className={classes.page}>
        <OfflineBanner />
        <main id="content" className={classes.content} tabIndex={-1}>
          {children}
        </main>
      </div>
    </div>
  )
}
