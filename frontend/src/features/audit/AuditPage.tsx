import { Button, Group, Select, Text, TextInput, UnstyledButton } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useState } from 'react'
import { useMessages, useTranslations } from 'use-intl'

import type { ptBR } from '@/messages/ptBR'
import { DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { Moment } from '@/ui/Moment'
import { Page } from '@/ui/Page'
import { ProblemNotice } from '@/ui/ProblemNotice'

import { EntryDialog } from './EntryDialog'
import { useActionWords } from './useActionWords'
import { type AuditFilters, type Entry, useAudit } from './useAudit'

type ActorKind = Entry['actor']['kind']
const ACTORS: readonly ActorKind[] = ['user', 'api_key', 'platform', 'worker', 'system']
type Table = keyof typeof ptBR.audit.table

export function AuditPage({ filters, onFilters }: { filters: AuditFilters; onFilters: (filters: AuditFilters) => void }) {
  const t = useTranslations('audit')
  const words = useActionWords()
  const tCommon = useTranslations('common')
  const audit = useAudit(filters)
  const [open, setOpen] = useState<Entry | null>(null)
  const filtered = Object.values(filters).some(Boolean)

  return (
    <Page
      title={t('title')}
      description={t('description')}
      wide
      tabs={<Filters filters={filters} onFilters={onFilters} filtered={filtered} />}
    >
      {audit.isError ? (
        <ProblemNotice title={tCommon('loadFailed')} error={audit.error} retry={audit.refetch} />
      ) : (
        <DataTable
          label={t('title')}
          rows={audit.data?.pages.flatMap((page) => page.items)}
          rowKey={(entry) => entry.id}
          onOpen={setOpen}
          more={audit.hasNextPage ? { loading: audit.isFetchingNextPage, load: audit.fetchNextPage } : null}
          empty={
            <EmptyState
              icon={<IconHistory size={22} />}
              title={filtered ? t('emptyFiltered') : t('empty')}
              {...(filtered ? { hint: t('emptyFilteredHint') } : {})}
            />
          }
          columns={[
            { key: 'when', title: t('when'), width: 140, cell: (entry) => <Moment at={entry.created_at} /> },
            {
              key: 'who',
              title: t('who'),
              cell: (entry) => (
                <>
                  <Text size="sm">{entry.actor.name ?? t(`actor.${entry.actor.kind}`)}</Text>
                  {entry.actor.name !== null && (
                    <Text size="xs" c="dimmed">
                      {t(`actor.${entry.actor.kind}`)}
                    </Text>
                  )}
                </>
              ),
            },
            {
              key: 'action',
              title: t('action'),
              cell: (entry) => (
                <UnstyledButton
                  onClick={() => setOpen(entry)}
                  title={entry.action}
                  style={{ color: 'var(--brand)', font: 'inherit' }}
                >
                  {words(entry.action)}
                </UnstyledButton>
              ),
            },
            { key: 'address', title: t('address'), optional: true, cell: (entry) => entry.address ?? '–' },
          ]}
        />
      )}
      {open && <EntryDialog entry={open} onClose={() => setOpen(null)} />}
    </Page>
  )
}

function Filters({
  filters,
  onFilters,
  filtered,
}: {
  filters: AuditFilters
  onFilters: (filters: AuditFilters) => void
  filtered: boolean
}) {
  const t = useTranslations('audit')
  const { audit } = useMessages()
  const tables = Object.keys(audit.table) as Table[] // Object.keys forgets them

  return (
    <Group gap="sm" align="flex-end">
      <Select
        label={t('who')}
        size="xs"
        w={150}
        allowDeselect={false}
        data={[
          { value: '', label: t('anyone') },
          ...ACTORS.map((kind) => ({ value: kind, label: t(`actor.${kind}`) })),
        ]}
        value={filters.actor ?? ''}
        onChange={(actor) => onFilters({ ...filters, actor: actor ?? '' })}
      />
      <Select
        label={t('what')}
        size="xs"
        w={170}
        allowDeselect={false}
        data={[
          { value: '', label: t('anything') },
          ...tables.map((table) => ({ value: table, label: t(`table.${table}`) })),
        ]}
        value={filters.subject ?? ''}
        onChange={(subject) => onFilters({ ...filters, subject: subject ?? '' })}
      />
      <TextInput
        label={t('from')}
        size="xs"
        type="date"
        value={filters.from ?? ''}
        onChange={(event) => onFilters({ ...filters, from: event.currentTarget.value })}
      />
      <TextInput
        label={t('to')}
        size="xs"
        type="date"
        value={filters.to ?? ''}
        onChange={(event) => onFilters({ ...filters, to: event.currentTarget.value })}
      />
      {filtered && (
        <Button size="xs" variant="subtle" onClick={() => onFilters({})}>
          {t('clear')}
        </Button>
      )}
    </Group>
  )
}
