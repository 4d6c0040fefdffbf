import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'

import { ChartCard } from './ChartCard'
import { type FigureColumn, FigureTable } from './FigureTable'

/** A card whose figures are a table, without a chart. */
export function TableCard<Row>({
  title,
  hint,
  csv,
  empty,
  ...table
}: {
  title: string
  hint?: ReactNode
  csv: string
  /** What is said of no rows, where it is more than that there is nothing. */
  empty?: string
  rows: readonly Row[]
  rowKey: (row: Row) => string
  columns: readonly FigureColumn<Row>[]
}) {
  const t = useTranslations('dashboards')

  return (
    <ChartCard
      title={title}
      hint={hint}
      csv={csv}
      table={<FigureTable label={title} empty={empty ?? t('nothing')} {...table} />}
    />
  )
}
