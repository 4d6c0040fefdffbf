import { useFormatter, useTranslations } from 'use-intl'

import { daysAgo } from '@/lib/localDay'

import classes from './DaySeparator.module.css'

export function DaySeparator({ at }: { at: string }) {
  const t = useTranslations('messages')
  const format = useFormatter()
  const days = daysAgo(at, new Date())

  return (
    <li className={classes.day} data-day>
      <time dateTime={at}>
        {days === 0 && t('today')}
        {days === 1 && t('yesterday')}
        {(days < 0 || days > 1) &&
          format.dateTime(new Date(at), {
            weekday: 'long',
            day: 'numeric',
            month: 'long',
            ...(days > 300 && { year: 'numeric' }),
          })}
      </time>
    </li>
  )
}
