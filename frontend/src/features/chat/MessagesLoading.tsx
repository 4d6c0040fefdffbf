import { Skeleton } from '@mantine/core'
import { useTranslations } from 'use-intl'

import classes from './MessageList.module.css'

export function MessagesLoading() {
  const t = useTranslations('app')

  return (
    <div className={`delayed ${classes.column}`} role="status" aria-label={t('loading')}>
      <Skeleton height={44} width="46%" ml="auto" radius="lg" mb="lg" />
      <Skeleton height={96} width="72%" radius="lg" mb="lg" />
      <Skeleton height={44} width="34%" ml="auto" radius="lg" mb="lg" />
      <Skeleton height={68} width="64%" radius="lg" />
    </div>
  )
}
