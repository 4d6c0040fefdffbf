import { Alert, Anchor, Button } from '@mantine/core'
import { IconArrowLeft, IconFileUnknown } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

import { ApiProblem } from '@/lib/ApiProblem'
import { EmptyState } from '@/ui/EmptyState'
import { Page } from '@/ui/Page'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { TextSkeleton } from '@/ui/Skeletons'

import { DocumentBadge } from './DocumentBadge'
import { DocumentMenu } from './DocumentMenu'
import classes from './DocumentPage.module.css'
import type { Document, PassageSearch } from './KnowledgeSearch'
import { Passages } from './Passages'
import { UploadArea } from './UploadArea'
import { useFailureText } from './useFailureText'
import { useDocument, useUploads } from './useKnowledge'
import { Uses } from './Uses'

type PageProps = {
  documentId: string
  search: PassageSearch
  onDeleted: () => void
  mayWrite: boolean
}

/** One document: what searches find of it, and which answers were given with it. */
export function DocumentPage({ documentId, search, onDeleted, mayWrite }: PageProps) {
  const t = useTranslations('knowledge')
  const document = useDocument(documentId)

  if (document.isPending) {
    return (
      <Page title={t('document')}>
        <TextSkeleton lines={8} />
      </Page>
    )
  }
  if (document.isError) {
    const missing = [404, 422].includes(ApiProblem.from(document.error).status)
    return (
      <Page title={t('document')}>
        {missing ? (
          <EmptyState icon={<IconFileUnknown size={22} stroke={1.6} />} title={t('missing')} hint={t('missingHint')}>
            <ToList />
          </EmptyState>
        ) : (
          <ProblemNotice title={t('documentProblem')} error={document.error} retry={document.refetch} />
        )}
      </Page>
    )
  }
  return <Shown document={document.data} search={search} onDeleted={onDeleted} mayWrite={mayWrite} />
}

function Shown({ document, search, onDeleted, mayWrite }: { document: Document } & Omit<PageProps, 'documentId'>) {
  const t = useTranslations('knowledge')
  const explain = useFailureText()
  const { queue, uploads } = useUploads()

  return (
    <Page
      title={document.name}
      actions={
        <>
          <ToList />
          {mayWrite && <DocumentMenu document={document} queue={queue} onDeleted={onDeleted} />}
        </>
      }
      tabs={
        <div className={classes.facts}>
          <DocumentBadge document={document} />
          <span>{t('passageCount', { count: document.passages })}</span>
          {document.url && (
            <Anchor size="sm" href={document.url} target="_blank" rel="noreferrer noopener nofollow" truncate>
              {document.url}
            </Anchor>
          )}
          {document.uploaded_by_name && <span>{t('by', { name: document.uploaded_by_name })}</span>}
        </div>
      }
    >
      {uploads.length > 0 && <UploadArea queue={queue} uploads={uploads} />}
      {document.error && (
        <Alert color="red" mb="lg">
          {explain(document.error)} {document.searchable && t('stillServed')}
        </Alert>
      )}
      <div className={classes.columns}>
        <Passages key={`${document.version} ${document.state}`} document={document} search={search} />
        <Uses documentId={document.id} />
      </div>
    </Page>
  )
}

function ToList() {
  const t = useTranslations('knowledge')
  return (
    <Button variant="subtle" size="sm" leftSection={<IconArrowLeft size={16} />} renderRoot={(props) => <Link to="/knowledge" {...props} />}>
      {t('toList')}
    </Button>
  )
}
