import { expect, test } from 'vitest'

import { hoursOf, nextSpan, oddDay, usualWeek, weekOf } from './hours'

test('Hours stay what they are on their way through the form', () => {
  const hours = { ...hoursOf(usualWeek()), friday: [{ from: '09:00', to: '12:00' }, { from: '13:00', to: '24:00' }] }

  expect(weekOf(hours).friday.at(-1)).toEqual({ from: '13:00', to: '23:59' })
  expect(hoursOf(weekOf(hours))).toEqual(hours)
})

test('A week that leaves days out has them closed', () => {
  expect(weekOf({ monday: [{ from: '08:00', to: '12:00' }] }).sunday).toEqual([])
})

test.each([
  [[{ from: '18:00', to: '09:00' }]],
  [[{ from: '09:00', to: '09:00' }]],
  [[{ from: '09:00', to: '13:00' }, { from: '12:00', to: '18:00' }]],
  [[{ from: '13:00', to: '18:00' }, { from: '09:00', to: '14:00' }]],
  [[{ from: '', to: '18:00' }]],
])('%j are no opening hours', (spans) => {
  expect(oddDay({ ...usualWeek(), saturday: spans })).toBe('saturday')
})

test('Spans may touch, and stand in any order', () => {
  const saturday = [{ from: '12:00', to: '18:00' }, { from: '09:00', to: '12:00' }]

  expect(oddDay({ ...usualWeek(), saturday })).toBeNull()
})

test('Another span begins where the last one ends', () => {
  expect(nextSpan([])).toEqual({ from: '09:00', to: '18:00' })
  expect(nextSpan([{ from: '09:00', to: '12:00' }])).toEqual({ from: '12:00', to: '18:00' })
  expect(nextSpan([{ from: '09:00', to: '18:00' }])).toEqual({ from: '18:00', to: '23:59' })
})
