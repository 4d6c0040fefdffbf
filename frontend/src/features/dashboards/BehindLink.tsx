import { Link } from '@tanstack/react-router'
import { createContext, use } from 'react'
import { useTranslations } from 'use-intl'

import { type Behind, leadsBehind, type Period } from './behind'
import { useDash } from './DashContext'
import { useFigures } from './useFigures'

/** The days that the funnel on the screen was counted over. */
export const FunnelPeriod = createContext<Period | null>(null)

/** A number of the funnel that opens the list of the leads behind it. Zero has none. */
export function BehindLink({ of, count, behind }: { of: string; count: number; behind: Behind }) {
  const t = useTranslations('dashboards')
  const figures = useFigures()
  const listOf = useLeadsBehind()
  if (count === 0) return figures.count(0)

  return (
    <Link to="/leads" search={listOf(behind)} aria-label={t('funnel.behind', { of, count: figures.count(count) })}>
      {figures.count(count)}
    </Link>
  )
}

/** Where the leads behind a number are listed. */
export function useLeadsBehind(): (behind: Behind) => ReturnType<typeof leadsBehind> {
  const { search } = useDash()
  const period = use(FunnelPeriod)
  if (!period) throw new Error('A number of the funnel needs its period around it.')
  return (behind) => leadsBehind(behind, period, search)
}
