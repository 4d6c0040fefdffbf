import { expect, test } from 'vitest'

import type { Schema } from '@/lib/api'

import { flatten, type LeadPages, moveInFunnel, withLead, withoutLead } from './boardMove'
import type { Lead } from './leadStates'

// Only what the board looks at; the rest of a lead plays no part.
const lead = (id: string, more: Partial<Lead> = {}) =>
  ({ id, state: 'NEW', next_states: ['QUALIFYING'], value_cents: null, score: { total: 40 }, ...more }) as Lead
const pages = (...ids: string[][]): LeadPages => ({
  pages: ids.map((some) => ({ items: some.map((id) => lead(id)), cursor: null })),
  pageParams: ids.map(() => null),
})
const ids = (data: LeadPages) => flatten(data).map(({ id }) => id)
const funnel = (...steps: Schema<'FunnelStep'>[]): Schema<'Funnel'> => ({
  created_from: null, created_before: null, total: 3, steps,
}) // prettier-ignore

test('A lead in two pages is one lead', () => {
  expect(ids(pages(['a', 'b'], ['b', 'c']))).toEqual(['a', 'b', 'c'])
})

test('A moved lead leaves its column and stands first in the other', () => {
  expect(ids(withoutLead(pages(['a', 'b'], ['c']), 'b'))).toEqual(['a', 'c'])

  const there = withLead(pages(['x'], ['y']), lead('b'), 'QUALIFYING')

  expect(ids(there)).toEqual(['b', 'x', 'y'])
  expect(flatten(there)[0]).toMatchObject({ state: 'QUALIFYING', next_states: [] })
})

test('A lead that is moved twice stands there once', () => {
  expect(ids(withLead(pages(['b', 'x']), lead('b'), 'QUALIFYING'))).toEqual(['b', 'x'])
})

test('Counts and mean scores follow the lead', () => {
  const before = funnel(
    { state: 'NEW', leads: 2, mean_score: 30, value_cents: 500 },
    { state: 'QUALIFYING', leads: 1, mean_score: 80, value_cents: 0 },
  )

  const { steps } = moveInFunnel(before, lead('b', { value_cents: 500 }), 'QUALIFYING')

  expect(steps).toEqual([
    { state: 'NEW', leads: 1, mean_score: 20, value_cents: 0 },
    { state: 'QUALIFYING', leads: 2, mean_score: 60, value_cents: 500 },
  ])
})

test('An empty column has no mean', () => {
  const { steps } = moveInFunnel(
    funnel({ state: 'NEW', leads: 1, mean_score: 40, value_cents: 0 }),
    lead('a'),
    'QUALIFYING',
  )

  expect(steps[0]).toMatchObject({ leads: 0, mean_score: null })
})
