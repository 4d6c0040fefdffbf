import type { ReactNode } from 'react'

import classes from './Section.module.css'

/** One subject of a page of settings: what it is at the left, what one can set at the right. */
export function Section({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <div className={classes.words}>
        <h2 className={classes.title}>{title}</h2>
        {hint && <p className={classes.hint}>{hint}</p>}
      </div>
      <div className={classes.card}>{children}</div>
    </section>
  )
}
