import { expect, test } from 'vitest'

import { mixedFormat } from './mixedFormat'

const days = { style: 'unit', unit: 'day', unitDisplay: 'short', maximumFractionDigits: 1 } as const
const compact = { notation: 'compact', maximumFractionDigits: 1 } as const
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

test('a reader of another language reads the company’s numbers with their own words', () => {
  const { number } = mixedFormat('pt-BR', 'en')

  expect(plain(number(6.1, days))).toBe('6,1 days')
  expect(plain(number(80_500, compact))).toBe('80,5K')
  expect(plain(number(-0.5, { style: 'percent' }))).toBe('-50%')
})

test('in the company’s own language it is what the browser says', () => {
  const { number } = mixedFormat('pt-BR', 'pt-BR')

  for (const [value, options] of [[1234.5, days], [80_500, compact], [-12, compact], [0, days]] as const) {
    expect(number(value, options)).toBe(new Intl.NumberFormat('pt-BR', options).format(value))
  }
})
