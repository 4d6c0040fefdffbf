import { expect, test } from 'vitest'

import { readSaved, withFilter } from './savedFilters'

test('A name is kept once, with its latest filter, and without the view', () => {
  const saved = withFilter([{ name: 'Quentes', search: { min: 70 } }], 'Quentes', { min: 90, view: 'table' })

  expect(saved).toEqual([{ name: 'Quentes', search: { min: 90 } }])
})

test('What the browser kept is read again, and nonsense is left out', () => {
  const kept = [{ name: 'Novos', search: { states: ['NEW'], min: 'x' } }, { name: 7 }, null]

  expect(readSaved(JSON.stringify(kept))).toEqual([{ name: 'Novos', search: { states: ['NEW'] } }])
  expect(readSaved('{broken')).toEqual([])
  expect(readSaved(null)).toEqual([])
})
