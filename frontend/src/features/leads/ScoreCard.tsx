import { useFormatter, useTranslations } from 'use-intl'

import { explainPart, SCORE_PARTS } from './explainScore'
import page from './LeadPage.module.css'
import type { LeadDetail } from './leadStates'
import classes from './ScoreCard.module.css'

/** The score, part by part: how many points, and why these. */
export function ScoreCard({ lead }: { lead: LeadDetail }) {
  const t = useTranslations('leads')
  const format = useFormatter()
  const { total, criteria_met: met, action } = lead.score

  return (
    <section className={page.card} aria-label={t('scoreTitle')}>
      <div className={classes.total}>
        <Dial score={total} />
        <div>
          <h2>{t(`action.${action}`)}</h2>
          <p>{t('criteria', { count: met })}</p>
        </div>
      </div>
      <ul className={classes.parts}>
        {SCORE_PARTS.map(({ part, most }) => {
          const { points, why, counts } = explainPart(lead, part)
          return (
            <li key={part}>
              <p className={classes.line}>
                <strong>{t(`part.${part}`)}</strong>
                <span>{t('pointsOf', { points, most })}</span>
              </p>
              <div
                className={classes.bar}
                role="meter"
                aria-label={t(`part.${part}`)}
                aria-valuemin={0}
                aria-valuemax={most}
                aria-valuenow={points}
              >
                <span style={{ width: `${(points / most) * 100}%` }} />
              </div>
              <p className={classes.why}>
                {t(`why.${why}`)}
                {counts !== null && ` ${t('countsInPart', { share: format.number(counts, { style: 'percent' }) })}`}
              </p>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

const ROUND = 2 * Math.PI * 26

function Dial({ score }: { score: number }) {
  const t = useTranslations('leads')
  return (
    <svg className={classes.dial} viewBox="0 0 64 64" role="img" aria-label={t('scoreOf', { score })}>
      <circle cx="32" cy="32" r="26" />
      <circle cx="32" cy="32" r="26" strokeDasharray={`${(score / 100) * ROUND} ${ROUND}`} data-filled />
      <text x="32" y="33" dominantBaseline="middle" textAnchor="middle" aria-hidden="true">
        {score}
      </text>
    </svg>
  )
}
