import { Button, Skeleton } from '@mantine/core'
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'

import classes from './DataTable.module.css'

export type Column<Row> = {
  key: string
  title: string
  cell: (row: Row) => ReactNode
  /** Numbers stand at the right, under each other. */
  numeric?: boolean
  width?: number | string
  /** Left out where the screen is narrow. */
  optional?: boolean
  /** The heading sorts. Null: the order is another column's. */
  sort?: { direction: 'ascending' | 'descending' | null; choose: () => void }
}

export type More = { loading: boolean; load: () => unknown }

/**
 * Rows of one kind. `rows` undefined: they are loading. What to say when there are none, and when they
 * could not be loaded, is the page's: EmptyState and ProblemNotice.
 */
export function DataTable<Row>({
  label,
  columns,
  rows,
  rowKey,
  onOpen,
  empty,
  more = null,
}: {
  /** What the table holds, for those who listen. */
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[] | undefined
  rowKey: (row: Row) => string
  /** A click on a row. Give one cell a link or a button as well: the keyboard needs it. */
  onOpen?: (row: Row) => void
  empty: ReactNode
  /** Null at the end of the list. */
  more?: More | null
}) {
  const t = useTranslations('app')
  if (rows?.length === 0) return <>{empty}</>

  return (
    <div className={classes.frame}>
      <table className={classes.table} aria-label={label} aria-busy={rows === undefined}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                data-numeric={column.numeric}
                data-optional={column.optional}
                style={{ width: column.width }}
                aria-sort={column.sort && (column.sort.direction ?? 'none')}
              >
                {column.sort ? <Sorter title={column.title} {...column.sort} /> : column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows === undefined && <Loading columns={columns} label={t('loading')} />}
          {rows?.map((row) => (
            <tr key={rowKey(row)} data-opens={onOpen && true} onClick={onOpen && (() => onOpen(row))}>
              {columns.map((column) => (
                <td key={column.key} data-numeric={column.numeric} data-optional={column.optional}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {more && (
        <div className={classes.more}>
          <Button variant="subtle" size="sm" loading={more.loading} onClick={() => void more.load()}>
            {t('showMore')}
          </Button>
        </div>
      )}
    </div>
  )
}

function Sorter({ title, direction, choose }: { title: string } & NonNullable<Column<unknown>['sort']>) {
  const Arrow = direction === 'ascending' ? IconArrowUp : direction === 'descending' ? IconArrowDown : IconArrowsSort
  return (
    <button type="button" className={classes.sorter} data-sorts={direction !== null || undefined} onClick={choose}>
      {title}
      <Arrow size={13} stroke={2} aria-hidden="true" />
    </button>
  )
}

function Loading<Row>({ columns, label }: { columns: readonly Column<Row>[]; label: string }) {
  return [60, 45, 70, 52, 64].map((width, row) => (
    <tr key={width} className="delayed">
      {columns.map((column, index) => (
        <td key={column.key} data-optional={column.optional}>
          <Skeleton
            height={12}
            width={`${Math.max(30, width - index * 6)}%`}
            {...(row === 0 && index === 0 ? { role: 'status', 'aria-label': label } : {})}
          />
        </td>
      ))}
    </tr>
  ))
}
