import { expect, test } from 'vitest'

import { keyState } from './keyState'

const NOW = new Date('2026-11-28T12:00:00Z')

test.each([
  ['active', null, null],
  ['active', '2027-11-28T12:00:00Z', null],
  ['ending', '2026-11-29T12:00:00Z', null],
  ['expired', '2026-11-28T12:00:00Z', null],
  ['revoked', '2027-11-28T12:00:00Z', '2026-11-28T11:59:00Z'],
  // The page's clock ticks once a minute only; the server's is ahead of it.
  ['revoked', null, '2026-11-28T12:00:30Z'],
])('A key is %s with the expiry %s, revoked %s', (state, expires_at, revoked_at) => {
  expect(keyState({ expires_at, revoked_at }, NOW)).toBe(state)
})
