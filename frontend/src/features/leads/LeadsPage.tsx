import { Button, SegmentedControl } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { omit } from '@/lib/omit'
import { Page } from '@/ui/Page'

import { Board } from './Board'
import { FilesMenu } from './FilesMenu'
import { LeadFilters } from './LeadFilters'
import { type LeadSearch, toQuery } from './LeadSearch'
import { LeadTable } from './LeadTable'
import { NewLead } from './NewLead'

export type LeadsPageProps = {
  search: LeadSearch
  /** Replaces what one looks at. `typing` does so without a step in the browser's history. */
  onSearch: (search: LeadSearch, options?: { typing?: boolean }) => void
  myId: string
  /** Whose saved filters. */
  scope: string
  /** The company's: whose days the filters mean. */
  timezone: string
  mayWrite: boolean
}

/** A company's leads: a board by state, or a table. */
export function LeadsPage({ search, onSearch, myId, scope, timezone, mayWrite }: LeadsPageProps) {
  const t = useTranslations('leads')
  const [adding, setAdding] = useState(false)
  const query = toQuery(search, myId, timezone)
  const rest = omit(search, 'view')

  return (
    <Page
      title={t('title')}
      wide
      fill={search.view !== 'table'}
      actions={
        <>
          <SegmentedControl
            size="sm"
            aria-label={t('view')}
            value={search.view ?? 'board'}
            onChange={(view) => onSearch(view === 'table' ? { ...rest, view } : rest)}
            data={[
              { value: 'board', label: t('board') },
              { value: 'table', label: t('table') },
            ]}
          />
          <FilesMenu query={query} mayWrite={mayWrite} />
          {mayWrite && (
            <Button size="sm" leftSection={<IconPlus size={17} />} onClick={() => setAdding(true)}>
              {t('new')}
            </Button>
          )}
        </>
      }
      tabs={<LeadFilters search={search} onSearch={onSearch} scope={scope} />}
    >
      {search.view === 'table' ? (
        <LeadTable query={query} search={search} onSearch={onSearch} mayWrite={mayWrite} />
      ) : (
        <Board query={query} search={search} mayWrite={mayWrite} onNew={() => setAdding(true)} />
      )}
      {mayWrite && <NewLead opened={adding} onClose={() => setAdding(false)} />}
    </Page>
  )
}
