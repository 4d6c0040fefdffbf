import { Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconBooks, IconSearch } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'

import { formatBytes } from '@/lib/formatBytes'
import { type Column, DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { ProblemNotice } from '@/ui/ProblemNotice'

import { DocumentBadge } from './DocumentBadge'
import classes from './DocumentList.module.css'
import { DocumentMenu } from './DocumentMenu'
import type { KnowledgePageProps } from './KnowledgePage'
import { type Document, DOCUMENT_STATES, type DocumentFilters } from './KnowledgeSearch'
import { UploadArea } from './UploadArea'
import type { UploadQueue } from './UploadQueue'
import { useFailureText } from './useFailureText'
import { useDocuments, useUploads } from './useKnowledge'

export function DocumentList({ search, onSearch, mayWrite }: KnowledgePageProps) {
  const t = useTranslations('knowledge')
  const navigate = useNavigate()
  const { queue, uploads } = useUploads()
  const filters: DocumentFilters = {
    ...(search.q ? { search: search.q } : {}),
    ...(search.state ? { state: search.state } : {}),
  }
  const documents = useDocuments(filters)
  const columns = useColumns(mayWrite, queue)
  const filtered = Object.keys(filters).length > 0

  return (
    <>
      {mayWrite && <UploadArea queue={queue} uploads={uploads} />}
      <Filters search={search} onSearch={onSearch} />
      {documents.isError ? (
        <ProblemNotice title={t('problem')} error={documents.error} retry={documents.refetch} />
      ) : (
        <DataTable
          label={t('documents')}
          columns={columns}
          rows={documents.data}
          rowKey={({ id }) => id}
          onOpen={({ id }) => void navigate({ to: '/knowledge/$documentId', params: { documentId: id } })}
          empty={
            <EmptyState
              icon={<IconBooks size={22} stroke={1.6} />}
              title={filtered ? t('emptyFiltered') : t('empty')}
              hint={filtered ? t('emptyFilteredHint') : mayWrite ? t('emptyHint') : t('emptyHintReader')}
            />
          }
          more={
            documents.hasNextPage
              ? { loading: documents.isFetchingNextPage, load: () => documents.fetchNextPage() }
              : null
          }
        />
      )}
    </>
  )
}

function Filters({ search, onSearch }: Pick<KnowledgePageProps, 'search' | 'onSearch'>) {
  const t = useTranslations('knowledge')
  const [text, setText] = useState(search.q ?? '')
  const later = useDebouncedCallback((q: string) => {
    onSearch({ ...(q.trim() === '' ? {} : { q: q.trim() }), ...(search.state ? { state: search.state } : {}) }, { typing: true })
  }, 250)

  return (
    <div className={classes.filters}>
      <TextInput
        size="xs"
        className={classes.search}
        aria-label={t('search')}
        placeholder={t('search')}
        leftSection={<IconSearch size={15} stroke={1.8} />}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          later(event.currentTarget.value)
        }}
      />
      <Select
        size="xs"
        w={180}
        aria-label={t('stateTitle')}
        placeholder={t('anyState')}
        clearable
        value={search.state ?? null}
        onChange={(state) => onSearch({ ...(search.q ? { q: search.q } : {}), ...(state ? { state } : {}) })}
        data={DOCUMENT_STATES.map((state) => ({ value: state, label: t(`state.${state}`) }))}
      />
    </div>
  )
}

function useColumns(mayWrite: boolean, queue: UploadQueue): Column<Document>[] {
  const t = useTranslations('knowledge')
  const format = useFormatter()

  return [
    { key: 'name', title: t('document'), cell: (document) => <Name document={document} /> },
    { key: 'state', title: t('stateTitle'), cell: (document) => <DocumentBadge document={document} /> },
    { key: 'passages', title: t('passages'), numeric: true, optional: true, cell: ({ passages }) => format.number(passages) },
    {
      key: 'size',
      title: t('size'),
      numeric: true,
      optional: true,
      cell: ({ bytes }) => (bytes === null ? '' : formatBytes(format, bytes)),
    },
    {
      key: 'when',
      title: t('updated'),
      optional: true,
      cell: ({ updated_at: at }) => (
        <time dateTime={at}>{format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'short' })}</time>
      ),
    },
    ...(mayWrite
      ? [
          {
            key: 'menu',
            title: '',
            width: 48,
            cell: (document: Document) => <DocumentMenu document={document} queue={queue} />,
          },
        ]
      : []),
  ]
}

function Name({ document }: { document: Document }) {
  const explain = useFailureText()

  return (
    <span className={classes.name}>
      <Link to="/knowledge/$documentId" params={{ documentId: document.id }} onClick={(event) => event.stopPropagation()}>
        {document.name}
      </Link>
      {document.error && <span className={classes.error}>{explain(document.error)}</span>}
    </span>
  )
}
