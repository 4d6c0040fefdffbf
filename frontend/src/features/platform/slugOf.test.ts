import { expect, test } from 'vitest'

import { slugOf } from './slugOf'

test.each([
  ['Clínica Vida & Saúde', 'clinica-vida-saude'],
  ['  ObraFácil  ', 'obrafacil'],
  ['日本', ''],
  ['a'.repeat(80), 'a'.repeat(63)],
])('%s becomes %s', (name, slug) => {
  expect(slugOf(name)).toBe(slug)
})
