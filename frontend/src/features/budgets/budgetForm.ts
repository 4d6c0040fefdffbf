import type { Budget, NewBudget } from './useBudgets'

const MICRO = 1_000_000

export type BudgetValues = {
  scope: NonNullable<NewBudget['scope']>
  target: string
  period: NewBudget['period']
  kind: NewBudget['kind']
  /** Empty: no limit of this kind. */
  tokens: number | ''
  usd: number | ''
  warnPercent: number
}

export function valuesOf(budget: Budget | null): BudgetValues {
  return {
    scope: budget?.scope ?? 'tenant',
    target: budget?.inbox_id ?? budget?.api_key_id ?? '',
    period: budget?.period ?? 'month',
    kind: budget?.kind ?? 'hard',
    tokens: budget?.tokens.limit ?? '',
    usd: budget?.micro_usd.limit == null ? '' : budget.micro_usd.limit / MICRO,
    warnPercent: budget?.warn_percent ?? 80,
  }
}

export function bodyOf({ scope, target, period, kind, tokens, usd, warnPercent }: BudgetValues): NewBudget {
  return {
    scope,
    inbox_id: scope === 'inbox' ? target : null,
    api_key_id: scope === 'api_key' ? target : null,
    period,
    kind,
    max_tokens: tokens === '' ? null : tokens,
    max_micro_usd: usd === '' ? null : Math.round(usd * MICRO),
    warn_percent: warnPercent,
  }
}

/** What keeps these values from being a budget. */
export function problemOf({ scope, target, tokens, usd }: BudgetValues): 'target' | 'limit' | null {
  if (scope !== 'tenant' && target === '') return 'target'
  return tokens === '' && usd === '' ? 'limit' : null
}
