import type { ReactNode } from 'react'

import classes from './EmptyState.module.css'

/** A place where nothing is, with what to do next. */
export function EmptyState({
  icon,
  title,
  hint,
  role,
  children,
}: {
  icon: ReactNode
  title: string
  hint?: string
  role?: 'alert'
  children?: ReactNode
}) {
  return (
    <div className={classes.root} role={role}>
      <span className={classes.icon} aria-hidden="true">
        {icon}
      </span>
      <p className={classes.title}>{title}</p>
      {hint && <p className={classes.hint}>{hint}</p>}
      {children && <div className={classes.actions}>{children}</div>}
    </div>
  )
}
