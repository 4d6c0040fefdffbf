const SOON_MS = 7 * 86_400_000

type Dates = { expires_at: string | null; revoked_at: string | null }

export function keyState(key: Dates, now: Date): 'active' | 'revoked' | 'expired' | 'ending' {
  if (key.revoked_at !== null) return 'revoked'
  if (key.expires_at === null) return 'active'
  const leftMs = Date.parse(key.expires_at) - now.getTime()
  if (leftMs <= 0) return 'expired'
  return leftMs < SOON_MS ? 'ending' : 'active'
}
