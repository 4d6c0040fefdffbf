import type { NumberFormatOptions } from 'use-intl'

import type { Locale } from '@/lib/locale'

const DIGITS: ReadonlySet<string> = new Set(['integer', 'group', 'decimal', 'fraction'])

/** Numbers as the company writes them, the words beside them in the reader's language: 1.234,5 days. */
export function mixedFormat(company: Locale, reader: Locale) {
  return {
    number: (value: number, options: NumberFormatOptions): string => {
      const digits = new Intl.NumberFormat(company, options)
        .formatToParts(value)
        .filter(({ type }) => DIGITS.has(type))
        .map((part) => part.value)
        .join('')
      const around = new Intl.NumberFormat(reader, options).formatToParts(value)
      const first = around.findIndex(({ type }) => DIGITS.has(type))
      return around
        .map(({ type, value: text }, index) => (index === first ? digits : DIGITS.has(type) ? '' : text))
        .join('')
    },
  }
}
