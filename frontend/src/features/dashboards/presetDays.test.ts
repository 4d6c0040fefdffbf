import { expect, test } from 'vitest'

import { periodDays, todayIn } from './presetDays'

test.each([
  [{ preset: 'today' }, '2026-11-28', '2026-11-28'],
  [{}, '2026-10-30', '2026-11-28'],
  [{ preset: '12m' }, '2025-11-01', '2026-11-28'],
  [{ preset: 'this_month' }, '2026-11-01', '2026-11-28'],
  [{ preset: 'last_month' }, '2026-10-01', '2026-10-31'],
  [{ preset: 'this_year' }, '2026-01-01', '2026-11-28'],
  [{ from: '2026-02-01', to: '2026-02-03' }, '2026-02-01', '2026-02-03'],
] as const)('%o are the days from %s to %s', (search, from, to) => {
  expect(periodDays(search, '2026-11-28')).toEqual({ from, to })
})

test('Last month is found over the end of a year and on a leap day', () => {
  expect(periodDays({ preset: 'last_month' }, '2027-01-31')).toEqual({ from: '2026-12-01', to: '2026-12-31' })
  expect(periodDays({ preset: '12m' }, '2028-02-29')).toEqual({ from: '2027-02-01', to: '2028-02-29' })
})

test('Today is the day where the company is', () => {
  expect(todayIn('America/Sao_Paulo', new Date('2026-11-29T02:59:00Z'))).toBe('2026-11-28')
  expect(todayIn('America/Sao_Paulo', new Date('2026-11-29T03:00:00Z'))).toBe('2026-11-29')
})
