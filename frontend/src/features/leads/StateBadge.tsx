import { useTranslations } from 'use-intl'

import type { LeadState } from './leadStates'
import classes from './StateBadge.module.css'

export function StateBadge({ state }: { state: LeadState }) {
  const t = useTranslations('leads')
  return (
    <span className={classes.badge} data-state={state}>
      {t(`state.${state}`)}
    </span>
  )
}
