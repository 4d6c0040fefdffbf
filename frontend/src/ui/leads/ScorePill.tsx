import { useTranslations } from 'use-intl'

import classes from './ScorePill.module.css'

/** BANT points, 0 to 100. */
export function ScorePill({ score }: { score: number }) {
  const t = useTranslations('leads')
  return (
    <span className={classes.pill} data-heat={heat(score)} title={t('scoreOf', { score })}>
      <span className={classes.bar} aria-hidden="true">
        <span style={{ width: `${score}%` }} />
      </span>
      <span className={classes.number}>{score}</span>
    </span>
  )
}

/** The limits of the score's actions: book, qualify, nurture. */
function heat(score: number): 'hot' | 'warm' | 'cool' {
  if (score >= 70) return 'hot'
  return score >= 50 ? 'warm' : 'cool'
}
