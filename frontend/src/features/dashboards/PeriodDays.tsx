import '@mantine/dates/styles.layer.css'
import 'dayjs/locale/pt-br'

import { DatePickerInput } from '@mantine/dates'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'

import { useDash } from './DashContext'
import classes from './Filters.module.css'

type Range = [string | null, string | null]

/** Two days of the company's calendar. A range that has only begun is nobody's but this field's. */
export function PeriodDays() {
  const t = useTranslations('dashboards')
  const locale = useLocale()
  const { search, change } = useDash()
  const [begun, setBegun] = useState<Range | null>(null)

  return (
    <DatePickerInput
      className={classes.days ?? ''}
      size="xs"
      type="range"
      allowSingleDateInRange
      clearable
      styles={{ placeholder: { color: 'var(--ink-faint)' } }}
      placeholder={t('chooseDays')}
      locale={locale === 'pt-BR' ? 'pt-br' : 'en'}
      firstDayOfWeek={1}
      valueFormat="DD/MM/YYYY"
      value={begun ?? [search.from ?? null, search.to ?? null]}
      onChange={(range) => {
        const [from, to] = range
        const whole = from !== null && to !== null
        setBegun(whole || (from === null && to === null) ? null : range)
        if (whole) change({ from, to, preset: undefined })
        if (from === null && to === null) change({ from: undefined, to: undefined })
      }}
    />
  )
}
