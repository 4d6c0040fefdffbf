import { expect, test } from 'vitest'

import { readLeadSearch, sameFilters, toQuery } from './LeadSearch'

const ME = '01a2221a-ad83-7156-aa04-5fdc1d341a60'

test('An address is read as far as it means something', () => {
  const search = readLeadSearch({
    view: 'table', q: 5511987654321, states: ['NEW', 'NEW', 'WRONG'], owner: 'me', min: 70, max: 101,
    inbox: 'x', from: '2026-11-01', to: 'soon', sort: 'score', other: 1,
  }) // prettier-ignore

  expect(search).toEqual({
    view: 'table', q: '5511987654321', states: ['NEW'], owner: 'me', min: 70, from: '2026-11-01', sort: 'score',
  }) // prettier-ignore
})

test('A single state in the address is a list of one, and the usual order is not named', () => {
  expect(readLeadSearch({ states: 'QUALIFIED', sort: 'activity' })).toEqual({ states: ['QUALIFIED'] })
})

test('Mine and nobody’s are asked for in the API’s words', () => {
  expect(toQuery({ owner: 'me' }, ME, 'UTC')).toEqual({ owner_user_id: ME })
  expect(toQuery({ owner: 'none' }, ME, 'UTC')).toEqual({ unowned: true })
})

test('The last day of a period is in it', () => {
  const query = toQuery({ from: '2026-11-30', to: '2026-11-30' }, ME, 'America/Sao_Paulo')

  expect(query).toEqual({ created_from: '2026-11-30T03:00:00.000Z', created_before: '2026-12-01T03:00:00.000Z' })
})

test('A saved filter is the same in any order, and whatever the view', () => {
  expect(sameFilters({ view: 'table', states: ['NEW', 'CLOSED'], q: 'a' }, { q: 'a', states: ['CLOSED', 'NEW'] })).toBe(true)
  expect(sameFilters({ q: 'a' }, { q: 'b' })).toBe(false)
  expect(sameFilters({}, { sort: 'score' })).toBe(true)
})

test('A number of the funnel is read from the address, and nothing that only looks like one', () => {
  const search = readLeadSearch({ reached: 'QUALIFIED', dropped: true, droppedAt: 'LOST', missing: 'budget', source: ['', 'Site'], inbox: ME })

  expect(search).toEqual({ reached: 'QUALIFIED', dropped: true, missing: 'budget', source: ['', 'Site'], inbox: [ME] })
  expect(toQuery(search, ME, 'UTC')).toEqual({
    reached: 'QUALIFIED', dropped: true, missing: 'budget', source: ['', 'Site'], inbox_id: [ME],
  }) // prettier-ignore
})
