import { createFormatter } from 'use-intl'
import { expect, test } from 'vitest'

import { formatCost, formatLatency } from '@/lib/formatUsage'
import { inAppPath } from '@/lib/inAppPath'
import { daysAgo, localDay } from '@/lib/localDay'
import { formatPhone, isE164, normalisePhone } from '@/lib/phone'
import { byteLength } from '@/lib/textSize'

const pt = createFormatter({ locale: 'pt-BR' })
const en = createFormatter({ locale: 'en' })
const plain = (text: string) => text.replace(/\u00A0/g, ' ')

test('A latency is milliseconds up to a second, then seconds', () => {
  expect(plain(formatLatency(pt, 640.4))).toBe('640 ms')
  expect(plain(formatLatency(pt, 1840))).toBe('1,8 s')
  expect(plain(formatLatency(en, 61_000))).toBe('61.0s')
})

test('A cost below a cent keeps two digits that mean something', () => {
  expect(plain(formatCost(en, 264))).toBe('$0.00026')
  expect(plain(formatCost(en, 0))).toBe('$0.00')
  expect(plain(formatCost(pt, 1_234_567))).toBe('US$ 1,23')
})

test('A phone may be typed with spaces, dots, brackets and 00', () => {
  expect(normalisePhone(' +55 (11) 98765-4321')).toBe('+5511987654321')
  expect(normalisePhone('00351 912.345.678')).toBe('+351912345678')
})

test.each([
  ['+5511987654321', true],
  ['+14155552671', true],
  ['5511987654321', false],
  ['+0511987654321', false],
  ['+55', false],
  ['+55119876543210000', false],
  ['+55 11 98765 4321', false],
])('%s is international: %s', (phone, expected) => {
  expect(isE164(phone)).toBe(expected)
})

test('A Brazilian phone is shown in groups, another as it is', () => {
  expect(formatPhone('+5511987654321')).toBe('+55 11 98765-4321')
  expect(formatPhone('+351912345678')).toBe('+351912345678')
})

test('The limit of a message counts bytes, as the server does', () => {
  expect(byteLength('ação')).toBe(6)
  expect(byteLength('👋')).toBe(4)
})

test('Days are counted by the calendar, not in hours', () => {
  const late = new Date(2026, 4, 30, 23, 59).toISOString()
  const early = new Date(2026, 4, 31, 0, 1)

  expect(daysAgo(late, early)).toBe(1)
  expect(localDay(late)).toBe('2026-05-30')
})

test.each([
  ['/chat/1?x=2#y', '/chat/1?x=2#y'],
  ['https://evil.example/', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/sign-in?redirect=/sign-in', '/'],
  [undefined, '/'],
])('After sign-in, %s leads to %s', (wanted, path) => {
  expect(inAppPath(wanted)).toBe(path)
})
