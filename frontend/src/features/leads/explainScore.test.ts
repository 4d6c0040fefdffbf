import { expect, test } from 'vitest'

import { explainPart, type ScorePart, type Why } from './explainScore'
import type { Lead } from './leadStates'

const score: Lead['score'] = {
  total: 60, budget: 25, authority: 20, need: 10, timeline: 5, criteria_met: 2, action: 'nurture',
} // prettier-ignore

function lead(field: keyof Lead['fields'], value: unknown, confidence = 1): Pick<Lead, 'score' | 'fields'> {
  return { score, fields: { [field]: { value, confidence, points: 0, evidence: null, updated_at: '' } } }
}

test.each<[ScorePart, keyof Lead['fields'], unknown, Why]>([
  ['budget', 'budget', { amount: 5000 }, 'budgetKnown'],
  ['budget', 'budget', { amount: null }, 'budgetOpen'],
  ['budget', 'budget', { amount: 0 }, 'budgetOpen'],
  ['authority', 'authority', { decides: 'self' }, 'self'],
  ['authority', 'authority', { decides: 'shared', who: 'sócia' }, 'shared'],
  ['authority', 'authority', { decides: 'other' }, 'other'],
  ['need', 'pain', 'filas', 'needKnown'],
  ['timeline', 'timeline', { within_days: 90 }, 'soon'],
  ['timeline', 'timeline', { within_days: 91 }, 'later'],
  ['timeline', 'timeline', { text: 'um dia' }, 'later'],
])('%s with %s %j is explained', (part, field, value, why) => {
  expect(explainPart(lead(field, value), part)).toEqual({ points: score[part], why, counts: null })
})

test('What is not known gives nothing, and says so', () => {
  expect(explainPart(lead('pain', 'filas'), 'budget').why).toBe('unknown')
})

test('Below a confidence of 0.7 a value counts in proportion', () => {
  expect(explainPart(lead('pain', 'filas', 0.7), 'need').counts).toBeNull()
  expect(explainPart(lead('pain', 'filas', 0.35), 'need').counts).toBeCloseTo(0.5)
})
