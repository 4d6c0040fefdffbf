import { useTranslations } from 'use-intl'

import { FigureTable } from './FigureTable'
import type { ChartLine, ChartPoint } from './SeriesChart'

/** The figures of a chart, one piece of time a row. */
export function BucketTable({
  label,
  points,
  lines,
  format,
  sum = false,
}: {
  label: string
  points: readonly ChartPoint[]
  lines: readonly ChartLine[]
  format: (value: number) => string
  /** A column with the sum of the bars. */
  sum?: boolean
}) {
  const t = useTranslations('dashboards')
  const bars = lines.filter(({ type }) => type === 'bar')
  const cell = (value: ChartPoint[string] | undefined) => (typeof value === 'number' ? format(value) : '–')
  const total = (point: ChartPoint) =>
    bars.reduce((sofar, { key }) => sofar + (typeof point[key] === 'number' ? point[key] : 0), 0)

  return (
    <FigureTable
      label={label}
      empty={t('nothing')}
      rows={points}
      rowKey={(point) => point.at}
      columns={[
        { key: 'when', title: t('when'), cell: (point) => point.whole },
        ...lines.map((line) => ({
          key: line.key,
          title: line.label,
          cell: (point: ChartPoint) => cell(point[line.key]),
        })),
        ...(sum ? [{ key: 'sum', title: t('sum'), cell: (point: ChartPoint) => format(total(point)) }] : []),
      ]}
    />
  )
}
