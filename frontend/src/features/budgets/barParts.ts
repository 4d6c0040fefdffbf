import type { Measure } from './useBudgets'

/** Shares of the bar, in percent: what is used, and what is held for messages that are being answered. */
export function barParts({ limit, used, held }: Pick<Measure, 'limit' | 'used' | 'held'>): { used: number; held: number } {
  if (!limit) return { used: 0, held: 0 }
  const usedShare = Math.min(100, (used / limit) * 100)
  return { used: usedShare, held: Math.min(100 - usedShare, (held / limit) * 100) }
}
