import type { DashSearch, Preset } from './DashSearch'
import { daysAfter } from '@/lib/startOfDay'

const DAYS: Partial<Record<Preset, number>> = { today: 1, '7d': 7, '30d': 30, '90d': 90 }

/** The days of a period, where the API wants days: the same as the dashboards' own. */
export function periodDays(search: DashSearch, today: string): { from: string; to: string } {
  if (search.from && search.to) return { from: search.from, to: search.to }
  const preset = search.preset ?? '30d'
  const days = DAYS[preset]
  if (days !== undefined) return { from: daysAfter(today, 1 - days), to: today }
  if (preset === 'this_month') return { from: firstOfMonth(today), to: today }
  if (preset === 'this_year') return { from: `${today.slice(0, 4)}-01-01`, to: today }
  if (preset === '12m') return { from: firstOfMonth(`${Number(today.slice(0, 4)) - 1}${today.slice(4)}`), to: today }
  const last = daysAfter(firstOfMonth(today), -1)
  return { from: firstOfMonth(last), to: last }
}

/** Today's date where the company is. */
export function todayIn(timezone: string, now: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: timezone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now)
}

function firstOfMonth(day: string): string {
  return `${day.slice(0, 7)}-01`
}
