import { expect, test } from 'vitest'

import { ApiProblem, parseRetryAfter } from '@/lib/ApiProblem'

test('A problem document keeps its code and its Retry-After', async () => {
  const response = new Response(JSON.stringify({ status: 409, code: 'TURN_IN_PROGRESS', detail: 'Wait.' }), {
    status: 409,
    headers: { 'retry-after': '3' },
  })

  const problem = await ApiProblem.fromResponse(response)

  expect(problem).toMatchObject({ status: 409, code: 'TURN_IN_PROGRESS', detail: 'Wait.', retryAfterMs: 3000 })
})

test("A proxy's page is a problem too", async () => {
  const problem = await ApiProblem.fromResponse(new Response('<h1>Bad gateway</h1>', { status: 502 }))

  expect(problem).toMatchObject({ status: 502, code: 'HTTP_502' })
})

test('Retry-After may be a date, and nonsense is none', () => {
  expect(parseRetryAfter(new Date(Date.now() + 60_000).toUTCString())).toBeGreaterThan(50_000)
  expect(parseRetryAfter('soon')).toBeNull()
  expect(parseRetryAfter(null)).toBeNull()
})
