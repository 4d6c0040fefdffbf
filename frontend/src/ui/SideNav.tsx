import type { Icon } from '@tabler/icons-react'
import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'

import classes from './SideNav.module.css'
import { useCurrentInSight } from './useCurrentInSight'

export type SideNavItem = { to: NonNullable<LinkProps['to']>; label: string; Icon: Icon }

/** An area of several pages: a list of them at the side, on phones as a row at the top. */
export function SideNav({ title, items, children }: { title: string; items: SideNavItem[]; children: ReactNode }) {
  const row = useCurrentInSight<HTMLElement>()

  return (
    <div className={classes.area}>
      <nav ref={row} className={classes.nav} aria-label={title}>
        <p className={classes.title}>{title}</p>
        <ul className={classes.list}>
          {items.map(({ to, label, Icon }) => (
            <li key={to}>
              <Link to={to} className={classes.entry}>
                <Icon size={18} stroke={1.7} aria-hidden="true" />
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className={classes.content}>{children}</div>
    </div>
  )
}
