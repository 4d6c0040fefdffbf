import type { Schema } from '@/lib/api'

export type Hours = Partial<Schema<'BusinessHours'>>

export const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
export type Day = (typeof DAYS)[number]
export type Span = { from: string; to: string }
export type Week = Record<Day, Span[]>

const WORKDAY: Span = { from: '09:00', to: '18:00' }

/** What one begins with who wants opening hours: Monday to Friday. */
export function usualWeek(): Week {
  const open = () => [{ ...WORKDAY }]
  return { monday: open(), tuesday: open(), wednesday: open(), thursday: open(), friday: open(), saturday: [], sunday: [] }
}

export function weekOf(hours: Hours): Week {
  const empty: Week = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] }
  // A browser's time field knows no 24:00; the end of the day is shown as 23:59.
  return DAYS.reduce(
    (week, day) => ({
      ...week,
      [day]: (hours[day] ?? []).map(({ from, to }) => ({ from, to: to === '24:00' ? '23:59' : to })),
    }),
    empty,
  )
}

/** And back: 23:59 means until the day ends. */
export function hoursOf(week: Week): Schema<'BusinessHours'> {
  const toMidnight = (day: Day) => week[day].map(({ from, to }) => ({ from, to: to === '23:59' ? '24:00' : to }))
  return DAYS.reduce((hours, day) => ({ ...hours, [day]: toMidnight(day) }), week)
}

/** The first day whose spans end before they begin, or overlap. */
export function oddDay(week: Week): Day | null {
  return (
    DAYS.find((day) => {
      const spans = week[day].toSorted((one, other) => one.from.localeCompare(other.from))
      return spans.some(
        ({ from, to }, index) => from === '' || to === '' || from >= to || (spans[index + 1]?.from ?? '99') < to,
      )
    }) ?? null
  )
}

/** Another span after the last one of the day. */
export function nextSpan(spans: readonly Span[]): Span {
  const last = spans.at(-1)
  if (!last) return { ...WORKDAY }
  return last.to < '18:00' ? { from: last.to, to: '18:00' } : { from: last.to, to: '23:59' }
}
