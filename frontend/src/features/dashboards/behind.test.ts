import { expect, test } from 'vitest'

import { leadsBehind } from './behind'

const period = { first_day: '2026-11-04', last_day: '2026-11-20' }

test('A number leads to the leads of the dashboard’s own days and filters', () => {
  const search = leadsBehind({ reached: 'QUALIFIED' }, period, { inboxes: ['a', 'b'], sources: ['Site'], compare: true })

  expect(search).toEqual({
    view: 'table', sort: 'created', from: '2026-11-04', to: '2026-11-20',
    reached: 'QUALIFIED', inbox: ['a', 'b'], source: ['Site'],
  }) // prettier-ignore
})

test('All leads of a week are those of its days inside the period', () => {
  const days = (week: string) => {
    const { from, to } = leadsBehind({ reached: 'NEW', week }, period, {})
    return [from, to]
  }

  expect(days('2026-11-02')).toEqual(['2026-11-04', '2026-11-08'])
  expect(days('2026-11-09')).toEqual(['2026-11-09', '2026-11-15'])
  expect(days('2026-11-16')).toEqual(['2026-11-16', '2026-11-20'])
  expect(leadsBehind({ reached: 'NEW' }, period, {})).not.toHaveProperty('reached')
})

test('One part’s number asks for that part alone, also for the leads without a source', () => {
  expect(leadsBehind({ source: '' }, period, { sources: ['Site'] })).toMatchObject({ source: [''] })
  expect(leadsBehind({ inbox: 'a' }, period, { inboxes: ['a', 'b'] })).toMatchObject({ inbox: ['a'] })
})
