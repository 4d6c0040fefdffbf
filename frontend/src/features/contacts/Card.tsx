import type { ReactNode } from 'react'

import classes from './Card.module.css'

export function Card({ title, flush = false, children }: { title: string; /** A list that reaches the edges. */ flush?: boolean; children: ReactNode }) {
  return (
    <section className={classes.card} aria-label={title}>
      <h2 className={classes.title}>{title}</h2>
      <div className={flush ? undefined : classes.body}>{children}</div>
    </section>
  )
}
