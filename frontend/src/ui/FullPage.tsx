import type { ReactNode } from 'react'

/** One thing in the middle of an otherwise empty screen. */
export function FullPage({ children }: { children: ReactNode }) {
  return <div style={{ minHeight: '100dvh', display: 'grid', placeItems: 'center', padding: '1rem' }}>{children}</div>
}
