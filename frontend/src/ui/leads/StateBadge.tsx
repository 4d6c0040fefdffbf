import { useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'
import classes from './StateBadge.module.css'

export function StateBadge({ state }: { state: Schema<'LeadView'>['state'] }) {
  const t = useTranslations('leads')
  return (
    <span className={classes.badge} data-state={state}>
      {t(`state.${state}`)}
    </span>
  )
}
