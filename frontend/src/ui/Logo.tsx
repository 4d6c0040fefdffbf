/** The mark: a circle that is almost closed, around the one it is about. Decorative. */
export function Logo({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true">
      <path d="M25.8 20.6a11 11 0 1 1-.1-9.4" stroke="#7cc4c7" strokeWidth="3.4" strokeLinecap="round" />
      <circle cx="16" cy="16" r="3.6" fill="#f0a35e" />
    </svg>
  )
}
