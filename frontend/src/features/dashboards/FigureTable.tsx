import type { ReactNode } from 'react'

import classes from './FigureTable.module.css'

export type FigureColumn<Row> = {
  key: string
  title: string
  cell: (row: Row) => ReactNode
  /** Text at the left; figures, which most are, at the right. */
  text?: boolean
  /** A bar behind the figure: its share of the largest. */
  bar?: (row: Row) => number
}

/** Figures in rows: the first column says what of. */
export function FigureTable<Row>({
  label,
  columns,
  rows,
  rowKey,
  empty,
}: {
  label: string
  columns: readonly FigureColumn<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  empty: string
}) {
  if (rows.length === 0) return <p className={classes.empty}>{empty}</p>
  const largest = new Map(columns.map(({ key, bar }) => [key, bar ? Math.max(...rows.map(bar), 0) : 0]))

  return (
    <table className={classes.table} aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col" data-text={column.text}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map((column, index) => {
              const Cell = index === 0 ? 'th' : 'td'
              return (
                <Cell key={column.key} data-text={column.text} {...(index === 0 ? { scope: 'row' } : {})}>
                  {column.bar ? (
                    <span className={classes.withBar}>
                      <Bar share={share(column.bar(row), largest.get(column.key) ?? 0)} />
                      {column.cell(row)}
                    </span>
                  ) : (
                    column.cell(row)
                  )}
                </Cell>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Bar({ share: width }: { share: number }) {
  return (
    <span className={classes.track} aria-hidden="true">
      <span className={classes.bar} style={{ width: `${width * 100}%` }} />
    </span>
  )
}

function share(value: number, largest: number): number {
  return largest > 0 ? value / largest : 0
}
