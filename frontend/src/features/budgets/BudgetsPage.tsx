import { Button } from '@mantine/core'
import { IconGauge, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { useInboxes } from '@/lib/useInboxes'
import { EmptyState } from '@/ui/EmptyState'
import { Page } from '@/ui/Page'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { ListSkeleton } from '@/ui/Skeletons'

import classes from './BudgetCard.module.css'
import { BudgetCard } from './BudgetCard'
import { BudgetDialog } from './BudgetDialog'
import { type Budget, useBudgets, useKeyNames } from './useBudgets'

/** How much a company, its inboxes and its programs may consume. Everybody sees it, who administers sets it. */
export function BudgetsPage({ timezone, mayWrite }: { timezone: string; mayWrite: boolean }) {
  const t = useTranslations('budgets')
  const [adding, setAdding] = useState(false)
  const newBudget = mayWrite && (
    <Button leftSection={<IconPlus size={17} />} onClick={() => setAdding(true)}>
      {t('new')}
    </Button>
  )

  return (
    <Page title={t('title')} description={t('description')} wide actions={newBudget}>
      <Budgets timezone={timezone} mayWrite={mayWrite} newBudget={newBudget} />
      {adding && <BudgetDialog budget={null} name="" onClose={() => setAdding(false)} />}
    </Page>
  )
}

function Budgets({ timezone, mayWrite, newBudget }: { timezone: string; mayWrite: boolean; newBudget: React.ReactNode }) {
  const t = useTranslations('budgets')
  const tCommon = useTranslations('common')
  const budgets = useBudgets()
  const nameOf = useTargetName(mayWrite)

  if (budgets.isPending) return <ListSkeleton rows={2} height={150} />
  if (budgets.isError) {
    return <ProblemNotice title={tCommon('loadFailed')} error={budgets.error} retry={budgets.refetch} />
  }
  if (budgets.data.length === 0) {
    return (
      <EmptyState icon={<IconGauge size={22} stroke={1.6} />} title={t('empty')} hint={mayWrite ? t('emptyHint') : t('emptyReader')}>
        {newBudget}
      </EmptyState>
    )
  }
  return (
    <ul className={classes.grid} aria-label={t('title')}>
      {budgets.data.map((budget) => (
        <BudgetCard key={budget.id} budget={budget} name={nameOf(budget)} timezone={timezone} mayWrite={mayWrite} />
      ))}
    </ul>
  )
}

/** Names of keys are for who administers; the others read that it is one. */
function useTargetName(mayWrite: boolean): (budget: Budget) => string {
  const t = useTranslations('budgets')
  const inboxes = useInboxes()
  const keys = useKeyNames(mayWrite)

  return ({ scope, inbox_id: inboxId, api_key_id: keyId }) => {
    if (scope === 'tenant') return t('scope.tenant')
    const found = scope === 'inbox' ? inboxes.data?.find(({ id }) => id === inboxId) : keys.data?.find(({ id }) => id === keyId)
    return found ? t('named', { kind: t(`scope.${scope}`), name: found.name }) : t(`scope.${scope}`)
  }
}
