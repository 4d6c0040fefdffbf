import { expect, test } from 'vitest'

import { daysAfter, startOfDay } from './startOfDay'

test.each([
  ['2026-11-28', 'America/Sao_Paulo', '2026-11-28T03:00:00.000Z'],
  ['2026-11-28', 'UTC', '2026-11-28T00:00:00.000Z'],
  ['2026-11-28', 'Asia/Kolkata', '2026-11-27T18:30:00.000Z'],
  ['2026-11-28', 'Pacific/Kiritimati', '2026-11-27T10:00:00.000Z'],
  ['2026-11-28', 'Pacific/Pago_Pago', '2026-11-28T11:00:00.000Z'],
  // Summer time begins, and ends, on these days.
  ['2026-03-29', 'Europe/Lisbon', '2026-03-29T00:00:00.000Z'],
  ['2026-10-25', 'Europe/Lisbon', '2026-10-24T23:00:00.000Z'],
  // In São Paulo of 2018 that day had no midnight: it began at one.
  ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
])('%s begins in %s at %s', (day, zone, moment) => {
  expect(startOfDay(day, zone)).toBe(moment)
})

test('Days are counted over the ends of months and years', () => {
  expect(daysAfter('2026-12-28', 7)).toBe('2027-01-04')
  expect(daysAfter('2028-02-28', 1)).toBe('2028-02-29')
})
