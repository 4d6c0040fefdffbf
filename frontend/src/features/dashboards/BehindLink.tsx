import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

import { type Behind, writeBehind } from './behind'
import { useDash } from './DashContext'
import { useFigures } from './useFigures'

/** A number of the funnel that opens the leads behind it. Zero has none. */
export function BehindLink({ of, count, behind }: { of: string; count: number; behind: Behind }) {
  const t = useTranslations('dashboards')
  const { search } = useDash()
  const figures = useFigures()
  if (count === 0) return figures.count(0)

  return (
    <Link
      to="."
      search={{ ...search, behind: writeBehind(behind) }}
      aria-label={t('funnel.behind', { of, count: figures.count(count) })}
    >
      {figures.count(count)}
    </Link>
  )
}
