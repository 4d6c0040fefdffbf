import { expect, test } from 'vitest'

import { readContactSearch } from './ContactSearch'

test('An address is read as far as it means something', () => {
  expect(readContactSearch({ q: 5511987654321, archived: true, page: 2 })).toEqual({ q: '5511987654321', archived: true })
  expect(readContactSearch({ q: '  ', archived: 'yes' })).toEqual({})
  expect(readContactSearch({ q: ['a'] })).toEqual({})
})
