import { Progress } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'
import { useInboxes } from '@/lib/useInboxes'

import { ChartCard } from './ChartCard'
import classes from './ForecastCard.module.css'
import { useFigures } from './useFigures'

type Budget = Schema<'BudgetBurn'>

/** How much of each limit is used. */
export function BudgetsCard({ budgets, rate }: { budgets: Budget[]; rate: string | null }) {
  const t = useTranslations('dashboards')
  const figures = useFigures()
  const inboxes = useInboxes()
  const nameOf = (budget: Budget) =>
    inboxes.data?.find(({ id }) => id === budget.inbox_id)?.name ?? (budget.inbox_id ? budget.scope : t('cost.wholeCompany'))

  return (
    <ChartCard
      title={t('cost.budgets')}
      note={<Link to="/settings/budgets">{t('cost.manageBudgets')}</Link>}
      table={
        budgets.length === 0 ? (
          <p className={classes.method}>{t('cost.noBudgets')}</p>
        ) : (
          budgets.map((budget, index) => {
            const name = `${nameOf(budget)} · ${t(budget.period === 'day' ? 'cost.budgetDay' : 'cost.budgetMonth')}`
            const [used, limit] = burnt(budget, figures, rate)
            return (
              <div key={index} className={classes.budget}>
                <div className={classes.budgetWords}>
                  <span>{name}</span>
                  <span>{t('cost.ofLimit', { used, limit })}</span>
                </div>
                <Progress
                  value={shareOf(budget) * 100}
                  color={shareOf(budget) >= 1 ? 'var(--danger)' : shareOf(budget) >= 0.8 ? 'var(--chart-2)' : 'var(--chart-1)'}
                  aria-label={name}
                />
              </div>
            )
          })
        )
      }
    />
  )
}

function burnt(budget: Budget, figures: ReturnType<typeof useFigures>, rate: string | null): [string, string] {
  return budget.max_micro_usd === null
    ? [figures.count(budget.used_tokens), figures.count(budget.max_tokens ?? 0)]
    : [figures.money(budget.used_micro_usd, rate), figures.money(budget.max_micro_usd, rate)]
}

/** Of money where money is limited, else of tokens. */
function shareOf(budget: Budget): number {
  const [used, limit] =
    budget.max_micro_usd === null ? [budget.used_tokens, budget.max_tokens] : [budget.used_micro_usd, budget.max_micro_usd]
  return limit ? Math.min(1, used / limit) : 0
}
