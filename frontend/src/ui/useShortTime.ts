import { useFormatter, useTranslations } from 'use-intl'

import { daysAgo } from '@/lib/localDay'

/** The hour of today, else the day. */
export function useShortTime(): (isoTime: string) => string {
  const t = useTranslations('messages')
  const format = useFormatter()

  return (isoTime) => {
    const date = new Date(isoTime)
    const days = daysAgo(isoTime, new Date())
    if (days <= 0) return format.dateTime(date, { hour: 'numeric', minute: '2-digit' })
    if (days === 1) return t('yesterday')
    if (days < 7) return format.dateTime(date, { weekday: 'short' })
    return format.dateTime(date, { day: '2-digit', month: '2-digit', ...(days > 300 && { year: '2-digit' }) })
  }
}
