import { isRecord } from '@/lib/ApiProblem'

import type { Lead } from './leadStates'

export type ScorePart = 'budget' | 'authority' | 'need' | 'timeline'
type FieldName = 'budget' | 'authority' | 'pain' | 'timeline'

/** docs/leads.md: what each part gives at most, and which field it is read from. */
export const SCORE_PARTS: readonly { part: ScorePart; field: FieldName; most: number }[] = [
  { part: 'budget', field: 'budget', most: 25 },
  { part: 'authority', field: 'authority', most: 30 },
  { part: 'need', field: 'pain', most: 35 },
  { part: 'timeline', field: 'timeline', most: 10 },
]
/** From here on a value counts fully. */
const SURE = 0.7

/** A key of the catalogue `leads.why`. */
export type Why =
  | 'unknown'
  | 'budgetKnown'
  | 'budgetOpen'
  | 'self'
  | 'shared'
  | 'other'
  | 'needKnown'
  | 'soon'
  | 'later'

export type Explanation = {
  points: number
  why: Why
  /** How much of it counts because we are not sure; null where all of it does. */
  counts: number | null
}

/** Why a part has its points: what is known, and how sure that is. The points are the server's. */
export function explainPart(lead: Pick<Lead, 'score' | 'fields'>, part: ScorePart): Explanation {
  const field = SCORE_PARTS.find((one) => one.part === part)?.field ?? 'pain'
  const known = lead.fields[field]
  const points = lead.score[part]
  if (!known) return { points, why: 'unknown', counts: null }
  return {
    points,
    why: reason(part, known.value),
    counts: known.confidence >= SURE ? null : Math.max(0, known.confidence) / SURE,
  }
}

function reason(part: ScorePart, value: unknown): Why {
  const said = isRecord(value) ? value : {}
  switch (part) {
    case 'budget':
      return typeof said.amount === 'number' && said.amount > 0 ? 'budgetKnown' : 'budgetOpen'
    case 'authority':
      return said.decides === 'self' || said.decides === 'shared' ? said.decides : 'other'
    case 'need':
      return 'needKnown'
    case 'timeline':
      return typeof said.within_days === 'number' && said.within_days <= 90 ? 'soon' : 'later'
  }
}
