import { expect, test } from 'vitest'

import { largestParts } from './series'

const part = (name: string, ...series: number[]) => ({ key: name, name, series })

test('Six parts are shown as they are', () => {
  const parts = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => part(name, 1))

  expect(largestParts(parts).map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
})

test('Of seven or more, those after the fifth are one, and no figure is lost', () => {
  const parts = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name, index) => part(name, 10 - index, 1))

  expect(largestParts(parts).at(-1)).toEqual({ name: null, series: [9, 2] })
  expect(largestParts(parts)).toHaveLength(6)
})

test('Nothing stays nothing', () => {
  expect(largestParts([])).toEqual([])
})
