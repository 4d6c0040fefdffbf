import type { ReactNode } from 'react'

import classes from './Tag.module.css'

export type TagColor = 'gray' | 'petrol' | 'clay' | 'red' | 'green' | 'blue' | 'violet' | 'yellow'

/** A state in a word, with a colour that only repeats it. */
export function Tag({ color = 'gray', children }: { color?: TagColor; children: ReactNode }) {
  return (
    <span className={classes.tag} data-color={color}>
      {children}
    </span>
  )
}
