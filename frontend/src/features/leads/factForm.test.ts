import { expect, test } from 'vitest'

import { factsChanged, factsOf } from './factForm'
import type { Lead } from './leadStates'

const known = (value: unknown) => ({ value, confidence: 0.6, points: 0, evidence: null, updated_at: '' })
const fields: Lead['fields'] = {
  company: known('Padaria Sol'),
  budget: known({ amount: 5000, currency: 'USD', period: 'month' }),
  authority: known({ decides: 'shared', who: 'a sócia' }),
}

test('What nobody touched is not sent, so it keeps its evidence', () => {
  const form = factsOf(fields)

  expect(factsChanged(form, { ...form })).toEqual({})
})

test('A changed value is sent whole, and in its own currency', () => {
  const form = factsOf(fields)

  expect(factsChanged(form, { ...form, amount: 7000 })).toEqual({
    budget: { amount: 7000, currency: 'USD', period: 'month' },
  })
})

test('An emptied field is taken away', () => {
  const form = factsOf(fields)

  expect(factsChanged(form, { ...form, company: '  ', amount: '', decides: null })).toEqual({
    company: null,
    budget: null,
    authority: null,
  })
})

test('A time is days, or words, or both', () => {
  const form = factsOf({})

  expect(factsChanged(form, { ...form, days: 30 })).toEqual({ timeline: { text: null, within_days: 30 } })
  expect(factsChanged(form, { ...form, when: 'depois do carnaval' })).toEqual({
    timeline: { text: 'depois do carnaval', within_days: null },
  })
})
