import classes from './Tip.module.css'

/** What a sign of the rail means, beside it while one points at it. Those who listen have its label. */
export function Tip({ label }: { label: string }) {
  return (
    <span className={classes.tip} aria-hidden="true">
      {label}
    </span>
  )
}
