import { useFormatter, useTranslations } from 'use-intl'

import { formatCost } from '@/lib/formatUsage'
import { Tag } from '@/ui/Tag'

import { barParts } from './barParts'
import classes from './BudgetCard.module.css'
import { BudgetMenu } from './BudgetMenu'
import type { Budget, Measure } from './useBudgets'

const COLORS = { ok: 'green', warning: 'yellow', exhausted: 'red' } as const

/** One budget: whose it is, how much of it is gone, and when it begins anew. */
export function BudgetCard({ budget, name, timezone, mayWrite }: { budget: Budget; name: string; timezone: string; mayWrite: boolean }) {
  const t = useTranslations('budgets')
  const format = useFormatter()
  const titleId = `budget-${budget.id}`
  const resets = format.dateTime(new Date(budget.resets_at), { dateStyle: 'medium', timeStyle: 'short', timeZone: timezone })

  return (
    <li className={classes.card} aria-labelledby={titleId} data-state={budget.state}>
      <div className={classes.head}>
        <div className={classes.words}>
          <h2 className={classes.title} id={titleId} title={name}>
            {name}
          </h2>
        </div>
        {mayWrite && <BudgetMenu budget={budget} name={name} />}
      </div>
      <div className={classes.tags}>
        <Tag>{t(`period.${budget.period}`)}</Tag>
        <Tag color={budget.kind === 'hard' ? 'petrol' : 'gray'}>{t(`kind.${budget.kind}`)}</Tag>
        <Tag color={COLORS[budget.state]}>{t(`state.${budget.state}`)}</Tag>
      </div>
      {budget.tokens.limit !== null && (
        <Bar
          label={t('tokensOf', { name })}
          measure={budget.tokens}
          warnPercent={budget.warn_percent}
          write={(value) => t('tokenCount', { count: value })}
        />
      )}
      {budget.micro_usd.limit !== null && (
        <Bar
          label={t('moneyOf', { name })}
          measure={budget.micro_usd}
          warnPercent={budget.warn_percent}
          write={(value) => formatCost(format, value)}
        />
      )}
      <p className={classes.facts}>{t('resets', { at: resets })}</p>
    </li>
  )
}

function Bar({
  label,
  measure,
  warnPercent,
  write,
}: {
  label: string
  measure: Measure
  warnPercent: number
  write: (value: number) => string
}) {
  const t = useTranslations('budgets')
  const format = useFormatter()
  const parts = barParts(measure)
  const used = write(measure.used)
  const limit = write(measure.limit ?? 0)

  return (
    <div>
      <p className={classes.figures}>
        <strong>{t('used', { used })}</strong>
        <span>{t('ofLimit', { limit, share: format.number(measure.used / (measure.limit ?? 1), { style: 'percent', maximumFractionDigits: 0 }) })}</span>
      </p>
      <div
        className={classes.bar}
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(parts.used)}
        aria-valuetext={t('spoken', { used, limit, held: write(measure.held) })}
      >
        <div className={classes.used} style={{ width: `${parts.used}%` }} />
        <div className={classes.held} style={{ width: `${parts.held}%` }} />
        {warnPercent < 100 && <div className={classes.mark} style={{ left: `${warnPercent}%` }} />}
      </div>
      <p className={classes.facts}>
        {[
          measure.held > 0 && t('held', { held: write(measure.held) }),
          t('left', { left: write(measure.left ?? 0) }),
          t('forecast', { forecast: write(measure.forecast) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </div>
  )
}
