import { expect, test } from 'vitest'

import { barParts } from './barParts'

test('A bar shows what is used, and after it what is held', () => {
  expect(barParts({ limit: 200, used: 50, held: 20 })).toEqual({ used: 25, held: 10 })
})

test('A bar is full at its limit, whatever went beyond', () => {
  expect(barParts({ limit: 100, used: 130, held: 20 })).toEqual({ used: 100, held: 0 })
  expect(barParts({ limit: 100, used: 90, held: 20 })).toEqual({ used: 90, held: 10 })
})

test('Without a limit there is nothing to fill', () => {
  expect(barParts({ limit: null, used: 130, held: 20 })).toEqual({ used: 0, held: 0 })
})
