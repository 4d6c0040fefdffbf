import classes from './SignInArt.module.css'

const RINGS = [56, 104, 152, 200, 248, 296]

/** Conversations as arcs around one centre. Decorative. */
export function SignInArt() {
  return (
    <svg className={classes.art} viewBox="0 0 640 640" fill="none" aria-hidden="true">
      {RINGS.map((radius, ring) => (
        <circle
          key={radius}
          cx="320"
          cy="320"
          r={radius}
          className={classes.ring}
          strokeWidth={ring === 1 ? 10 : 1.5}
          // Each ring stays open somewhere else: no conversation is quite closed.
          strokeDasharray={`${(2 * Math.PI * radius * (9 - ring)) / 10} ${2 * Math.PI * radius}`}
          transform={`rotate(${ring === 1 ? 36 : ring * 67 - 30} 320 320)`}
          opacity={ring === 1 ? 1 : 0.6 - ring * 0.07}
          strokeLinecap="round"
        />
      ))}
      <circle cx="320" cy="320" r="17" fill="#f0a35e" />
      <circle cx="460" cy="178" r="6" fill="#7cc4c7" />
      <circle cx="168" cy="410" r="5" fill="#7cc4c7" opacity="0.7" />
      <circle cx="520" cy="464" r="4" fill="#f0a35e" opacity="0.8" />
    </svg>
  )
}
