import { expect, test } from 'vitest'

import { changed, exportAddress, filtersIn, readDashSearch, toQuery } from './DashSearch'

const INBOX = '01a2221a-ad83-7156-aa04-5fdc1d341a60'

test('An address is read as far as it means something', () => {
  const search = readDashSearch({
    preset: '90d', by: 'hour', inboxes: [INBOX, INBOX, 'x'], agents: 'SDR', models: ['gpt-4.1', 7, ''],
    compare: true, split: 'model', latency: 'agent', money: 'EUR', other: 1,
  }) // prettier-ignore

  expect(search).toEqual({
    preset: '90d', inboxes: [INBOX], agents: ['SDR'], models: ['gpt-4.1', '7'], compare: true, split: 'model',
  }) // prettier-ignore
})

test('The usual period is not named', () => {
  expect(readDashSearch({ preset: '30d' })).toEqual({})
  expect(toQuery({}, 'counters')).toEqual({ preset: '30d' })
})

test('Days win over a preset; half a range and one upside down are none', () => {
  expect(readDashSearch({ preset: '7d', from: '2026-01-01', to: '2026-01-31' })).toEqual({
    from: '2026-01-01',
    to: '2026-01-31',
  })
  expect(readDashSearch({ preset: '7d', from: '2026-01-01' })).toEqual({ preset: '7d' })
  expect(readDashSearch({ preset: '7d', from: '2026-02-01', to: '2026-01-01' })).toEqual({ preset: '7d' })
  expect(readDashSearch({ from: '2026-13-01', to: '2026-14-01' })).toEqual({})
})

test('A filter that is emptied leaves the address', () => {
  expect(changed({ models: ['a'], compare: true }, { models: [], compare: undefined })).toEqual({})
  expect(filtersIn({ models: ['a'], agents: ['SDR'], preset: '7d' })).toBe(2)
})

test('Models are of the counters, sources of the leads', () => {
  const search = { models: ['a'], sources: ['ads'], from: '2026-01-01', to: '2026-01-02' }

  expect(toQuery(search, 'counters')).toEqual({ first_day: '2026-01-01', last_day: '2026-01-02', model: ['a'] })
  expect(toQuery(search, 'funnel')).toEqual({ first_day: '2026-01-01', last_day: '2026-01-02', source: ['ads'] })
})

test('A file is asked for with the same filters, however they are written', () => {
  const address = exportAddress('usage', 'by_model', { preset: '7d', model: ['a&b', 'c'] }, 'semicolon')

  expect(address).toBe('/api/dashboard/usage/export.csv?table=by_model&delimiter=semicolon&preset=7d&model=a%26b&model=c')
})
