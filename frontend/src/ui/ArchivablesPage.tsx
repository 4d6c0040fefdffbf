import { Button, Switch } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'

import { type Column, DataTable } from './DataTable'
import { EmptyState } from './EmptyState'
import { Page } from './Page'
import { ProblemNotice } from './ProblemNotice'

type Words = { title: string; description: string; new: string; showArchived: string; empty: string; emptyHint: string }

/** A table of what is made, changed and archived: by who may write, seen by everybody. */
export function ArchivablesPage<Row extends { id: string }>({
  words,
  icon,
  mayWrite,
  archived,
  onArchived,
  found,
  columns,
  menu,
  onEdit,
  children,
}: {
  words: Words
  icon: ReactNode
  mayWrite: boolean
  /** Whether what is archived is shown, too. */
  archived: boolean
  onArchived: (archived: boolean) => void
  found: { data: Row[] | undefined; isError: boolean; error: unknown; refetch: () => void }
  columns: Column<Row>[]
  menu: (row: Row) => ReactNode
  onEdit: (row: Row | 'new') => void
  /** Dialogs. */
  children: ReactNode
}) {
  const t = useTranslations('common')
  const add = mayWrite && (
    <Button leftSection={<IconPlus size={17} />} onClick={() => onEdit('new')}>
      {words.new}
    </Button>
  )

  return (
    <Page
      title={words.title}
      description={mayWrite ? words.description : t('readOnly')}
      wide
      actions={
        <>
          <Switch
            label={words.showArchived}
            checked={archived}
            onChange={(event) => onArchived(event.currentTarget.checked)}
          />
          {add}
        </>
      }
    >
      {found.isError ? (
        <ProblemNotice title={t('loadFailed')} error={found.error} retry={found.refetch} />
      ) : (
        <DataTable
          label={words.title}
          rows={found.data}
          rowKey={(row) => row.id}
          {...(mayWrite ? { onOpen: onEdit } : {})}
          empty={
            <EmptyState icon={icon} title={words.empty} hint={words.emptyHint}>
              {add}
            </EmptyState>
          }
          columns={[...columns, { key: 'menu', title: '', width: 48, cell: (row) => mayWrite && menu(row) }]}
        />
      )}
      {children}
    </Page>
  )
}
