import { expect, test } from 'vitest'

import { bodyOf, problemOf, valuesOf } from './budgetForm'

const empty = valuesOf(null)

test('A budget needs a limit, and a place where it is not the company’s', () => {
  expect(problemOf(empty)).toBe('limit')
  expect(problemOf({ ...empty, scope: 'inbox', tokens: 5 })).toBe('target')
  expect(problemOf({ ...empty, tokens: 5 })).toBeNull()
  expect(problemOf({ ...empty, usd: 0.5 })).toBeNull()
})

test('Dollars go out as whole millionths, and only the place of its own scope', () => {
  const body = bodyOf({ ...empty, scope: 'tenant', target: 'left over', usd: 12.345678 })

  expect(body).toMatchObject({ max_micro_usd: 12_345_678, max_tokens: null, inbox_id: null, api_key_id: null })
  expect(bodyOf({ ...empty, usd: 0.1 + 0.2 }).max_micro_usd).toBe(300_000)
})
