import { IconDots, type Icon } from '@tabler/icons-react'
import { Link, type LinkProps } from '@tanstack/react-router'
import { type ComponentProps, lazy, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'

import type { ptBR } from '@/messages/ptBR'

import classes from './AppFrame.module.css'
import { OfflineBanner } from './OfflineBanner'
import { OnDemand } from './OnDemand'
import { Tip } from './Tip'

export type NavPage = {
  to: NonNullable<LinkProps['to']>
  /** Its key in the catalogue `nav`. */
  name: keyof typeof ptBR.nav.page
  Icon: Icon
}

const loadMenu = () => import('./MoreMenu')
const MoreMenu = lazy(() => loadMenu().then((it) => ({ default: it.MoreMenu })))

/** So many fit at the bottom of a phone; the rest stands behind "more". */
const ON_PHONE = 3

/** What surrounds every page: a rail at the side on wide screens, a bar at the bottom on phones. */
export function AppFrame({
  pages,
  counts = {},
  workspace,
  tools,
  account,
  banner,
  children,
}: {
  pages: NavPage[]
  /** What waits on a page, by its name. */
  counts?: Partial<Record<NavPage['name'], number>>
  /** Where one works: the company and its inboxes. */
  workspace: ReactNode
  tools?: ReactNode
  account: ReactNode
  /** Stands above every page. */
  banner?: ReactNode
  children: ReactNode
}) {
  const t = useTranslations()

  return (
    <div className={classes.frame}>
      <a href="#content" className={classes.skip}>
        {t('app.skipToContent')}
      </a>
      <header className={classes.rail}>
        <div className={classes.workspace}>{workspace}</div>
        <nav className={classes.nav} aria-label={t('nav.label')}>
          {pages.map((page, index) => (
            <Entry key={page.name} page={page} count={counts[page.name] ?? 0} late={index >= ON_PHONE} />
          ))}
          {pages.length > ON_PHONE && <More pages={pages.slice(ON_PHONE)} />}
        </nav>
        <div className={classes.tools}>
          {tools}
          {account}
        </div>
      </header>
      <div className={classes.page}>
        {banner}
        <OfflineBanner />
        <main id="content" className={classes.content} tabIndex={-1}>
          {children}
        </main>
      </div>
    </div>
  )
}

function Entry({ page: { to, name, Icon }, count, late }: { page: NavPage; count: number; late: boolean }) {
  const t = useTranslations('nav')

  return (
    <Link to={to} className={classes.entry} data-late={late || undefined}>
      <span className={classes.icon}>
        <Icon size={21} stroke={1.7} aria-hidden="true" />
        {count > 0 && <Count count={count} />}
      </span>
      <span className={classes.entryLabel}>{t(`page.${name}`)}</span>
    </Link>
  )
}

function Count({ count }: { count: number }) {
  const t = useTranslations('nav')

  return (
    <span className={classes.count} role="img" aria-label={t('waiting', { count })}>
      {count > 99 ? '99+' : count}
    </span>
  )
}

function More({ pages }: { pages: NavPage[] }) {
  return (
    <OnDemand load={loadMenu} button={(props) => <MoreButton {...props} />}>
      <MoreMenu pages={pages} />
    </OnDemand>
  )
}

export function MoreButton(props: ComponentProps<'button'>) {
  const t = useTranslations('nav')

  return (
    <button type="button" {...props} className={`${classes.entry} ${classes.more}`}>
      <IconDots size={21} stroke={1.7} aria-hidden="true" />
      <span className={classes.entryLabel}>{t('more')}</span>
    </button>
  )
}

/** A button of the rail. Its label is read out, and shown when one points at it. */
export function RailButton({
  label,
  Icon,
  count = 0,
  className = '',
  ...props
}: { label: string; Icon: Icon; count?: number } & Omit<ComponentProps<'button'>, 'children'>) {
  return (
    <button type="button" {...props} className={`${classes.tool} ${className}`} aria-label={label}>
      <Icon size={20} stroke={1.7} aria-hidden="true" />
      {count > 0 && <Count count={count} />}
      <Tip label={label} />
    </button>
  )
}
