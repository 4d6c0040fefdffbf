import { useMemo } from 'react'
import { createFormatter, useFormatter, useLocale, useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'
import { formatCost, formatLatency } from '@/lib/formatUsage'
import type { Locale } from '@/lib/locale'

import { useDash } from './DashContext'
import type { Granularity } from './DashSearch'
import { mixedFormat } from './mixedFormat'

type Bucket = Pick<Schema<'BucketView'>, 'key' | 'first_day' | 'last_day'>
export type Figures = ReturnType<typeof useFigures>

type DayStyle = {
  weekday?: 'short'
  day?: 'numeric'
  month?: 'short' | 'long'
  year?: 'numeric' | '2-digit'
}

const NOTHING = '–'
const MICRO = 1_000_000

/** Figures as the company writes them (1.234,5), on its days; words in the reader's language. */
export function useFigures() {
  const t = useTranslations('dashboards')
  const words = useFormatter()
  const { tenant, search } = useDash()
  const { locale, timezone } = tenant
  const inBrl = search.money === 'BRL'
  const reader = useLocale()

  return useMemo(() => {
    const numbers = createFormatter({ locale: locale as Locale, timeZone: timezone }) // Companies have our languages.
    const withWords = mixedFormat(locale as Locale, reader)
    // A day of the calendar has no hour and no zone: noon in UTC is inside it.
    const day = (iso: string, style: DayStyle) =>
      words.dateTime(new Date(`${iso}T12:00:00Z`), { ...style, timeZone: 'UTC' })
    const short = { day: 'numeric', month: 'short' } as const

    return {
      count: (value: number) => numbers.number(value),
      compact: (value: number) => withWords.number(value, { notation: 'compact', maximumFractionDigits: 1 }),
      decimal: (value: number | null) =>
        value === null ? NOTHING : numbers.number(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
      percent: (share: number | null) =>
        share === null ? NOTHING : numbers.number(share, { style: 'percent', maximumFractionDigits: 1 }),
      /** How much more or less: +12%. */
      change: (share: number) =>
        numbers.number(share, { style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' }),
      ms: (value: number | null) => (value === null ? NOTHING : formatLatency(withWords, value)),
      usd: (micro: number | null) => (micro === null ? NOTHING : formatCost(numbers, micro)),
      brl: (micro: number | null) =>
        micro === null ? NOTHING : numbers.number(micro / MICRO, { style: 'currency', currency: 'BRL' }),
      /** Dollars or reais, as the reader chose; in reais by the rate of the settings. */
      money: (micro: number | null, rate: string | null) => {
        if (micro === null) return NOTHING
        if (!inBrl || rate === null) return formatCost(numbers, micro)
        const brl = (micro * Number(rate)) / MICRO
        return numbers.number(brl, {
          style: 'currency',
          currency: 'BRL',
          ...(brl > 0 && brl < 0.01 ? { maximumSignificantDigits: 2 } : {}),
        })
      },
      duration: (seconds: number | null) => {
        if (seconds === null) return NOTHING
        const [value, unit] =
          seconds < 60 ? [seconds, 'second'] : seconds < 5400 ? [seconds / 60, 'minute'] : seconds < 129_600 ? [seconds / 3600, 'hour'] : [seconds / 86_400, 'day'] // prettier-ignore
        return withWords.number(value, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 })
      },
      day: (iso: string) => day(iso, { ...short, year: 'numeric' }),
      shortDay: (iso: string) => day(iso, short),
      moment: (iso: string) =>
        words.dateTime(new Date(iso), { dateStyle: 'medium', timeStyle: 'short', timeZone: timezone }),
      /** Short enough for an axis. */
      bucket: (bucket: Bucket, by: Granularity) =>
        by === 'month' ? day(bucket.key, { month: 'short', year: '2-digit' }) : day(bucket.first_day, short),
      /** With everything, for a table or a tooltip. */
      wholeBucket: (bucket: Bucket, by: Granularity) => {
        if (by === 'day') return day(bucket.first_day, { weekday: 'short', ...short, year: 'numeric' })
        if (by === 'month') return day(bucket.key, { month: 'long', year: 'numeric' })
        return t('fromTo', { from: day(bucket.first_day, short), to: day(bucket.last_day, { ...short, year: 'numeric' }) })
      },
    }
  }, [t, words, locale, reader, timezone, inBrl])
}
