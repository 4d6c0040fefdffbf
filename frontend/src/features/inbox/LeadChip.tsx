import { useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'

import classes from './LeadChip.module.css'
import { LEAD_STATES } from './InboxSearch'

/** How far a lead is, and its score. */
export function LeadChip({ lead }: { lead: Schema<'LeadMark'> }) {
  const t = useTranslations('inbox.leadState')
  const state = LEAD_STATES.find((it) => it === lead.state)

  return (
    <span className={classes.chip} data-heat={heatOf(lead.score)}>
      {state ? t(state) : lead.state}
      <span className={classes.score}>{lead.score}</span>
    </span>
  )
}

/** The steps of the product: book now, qualify on, nurture, later, close. */
function heatOf(score: number): 'hot' | 'warm' | 'cool' | 'cold' {
  if (score >= 90) return 'hot'
  if (score >= 70) return 'warm'
  return score >= 50 ? 'cool' : 'cold'
}
