import { expect, test } from 'vitest'

import { inkOn, readableOnWhite } from './ink'

test.each([
  ['#125f69', '#ffffff'],
  ['#ffffff', '#10181a'],
  ['#ffd400', '#10181a'],
  ['#000000', '#ffffff'],
])('On %s one writes in %s', (color, ink) => {
  expect(inkOn(color)).toBe(ink)
})

test('A colour that cannot be read on white gets a darker one of its kind', () => {
  expect(readableOnWhite('#125f69')).toBe('#125f69')
  expect(readableOnWhite('#ffd400')).toMatch(/^#[0-9a-f]{6}$/)
  expect(readableOnWhite('#ffffff')).not.toBe('#ffffff')
})
