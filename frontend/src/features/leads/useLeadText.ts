import { useFormatter, useNow, useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'
import { isRecord } from '@/lib/ApiProblem'

export type FieldName = NonNullable<Schema<'EventView'>['field']>

export const FIELD_NAMES = ['company', 'sector', 'employees', 'pain', 'budget', 'authority', 'timeline'] as const

/** A lead's values as people say them. */
export function useLeadText() {
  const t = useTranslations('leads')
  const format = useFormatter()
  const now = useNow()

  function money(amount: number, currency: string): string {
    return format.number(amount, { style: 'currency', currency, maximumFractionDigits: amount % 1 === 0 ? 0 : 2 })
  }

  function value(field: FieldName, said: unknown): string {
    if (typeof said === 'string') return said
    if (typeof said === 'number') return format.number(said)
    if (!isRecord(said)) return t('unknown')
    if (field === 'budget') return budget(said)
    if (field === 'authority') return authority(said)
    return timeline(said)
  }

  function budget({ amount, currency, period }: Partial<Record<string, unknown>>): string {
    if (typeof amount !== 'number') return t('budgetOpen')
    const sum = money(amount, typeof currency === 'string' ? currency : 'BRL')
    if (period === 'month' || period === 'year') return t(`budgetPer.${period}`, { sum })
    return sum
  }

  function authority({ decides, who }: Partial<Record<string, unknown>>): string {
    const name = typeof who === 'string' ? who : ''
    if (decides === 'self') return t('decides.self')
    if (decides === 'shared') return name === '' ? t('decides.shared') : t('decides.sharedWith', { who: name })
    return name === '' ? t('decides.other') : t('decides.otherWho', { who: name })
  }

  function timeline({ text, within_days: days }: Partial<Record<string, unknown>>): string {
    if (typeof text === 'string') return text
    return typeof days === 'number' ? t('withinDays', { days }) : t('unknown')
  }

  return {
    value,
    money,
    ago: (at: string) => format.relativeTime(new Date(at), { now, style: 'narrow' }),
    moment: (at: string) => format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'short' }),
    day: (at: string) => format.dateTime(new Date(at), { day: 'numeric', month: 'short', year: 'numeric' }),
  }
}
