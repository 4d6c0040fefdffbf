import { useFormatter, useNow, useTranslations } from 'use-intl'

/** When something was or will be: near times in words, others as a date; exactly when one points at it. */
export function Moment({ at, empty }: { at: string | null; empty?: string }) {
  const t = useTranslations('common')
  const format = useFormatter()
  const now = useNow({ updateInterval: 60_000 })
  if (at === null) return <span style={{ color: 'var(--ink-faint)' }}>{empty ?? t('never')}</span>

  const date = new Date(at)
  const far = Math.abs(date.getTime() - now.getTime()) > 7 * 86_400_000
  return (
    <time
      dateTime={at}
      title={format.dateTime(date, { dateStyle: 'long', timeStyle: 'medium' })}
      style={{ whiteSpace: 'nowrap' }}
    >
      {far ? format.dateTime(date, { dateStyle: 'medium' }) : format.relativeTime(date, now)}
    </time>
  )
}
