import { Button, Tabs } from '@mantine/core'
import { IconLink } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { Page } from '@/ui/Page'

import { AddPage } from './AddPage'
import { AskPanel } from './AskPanel'
import { DocumentList } from './DocumentList'
import type { KnowledgeSearch } from './KnowledgeSearch'

export type KnowledgePageProps = {
  search: KnowledgeSearch
  onSearch: (search: KnowledgeSearch, options?: { typing?: boolean }) => void
  mayWrite: boolean
}

/** What agents answer from: the documents, and asking them as an agent would. */
export function KnowledgePage({ search, onSearch, mayWrite }: KnowledgePageProps) {
  const t = useTranslations('knowledge')
  const [adding, setAdding] = useState(false)

  return (
    <Page
      title={t('title')}
      description={t('description')}
      actions={
        mayWrite && (
          <Button size="sm" variant="default" leftSection={<IconLink size={17} />} onClick={() => setAdding(true)}>
            {t('addPage')}
          </Button>
        )
      }
      tabs={
        <Tabs
          variant="pills"
          value={search.tab ?? 'documents'}
          onChange={(tab) => onSearch(tab === 'ask' ? { tab: 'ask', ...(search.ask ? { ask: search.ask } : {}) } : {})}
        >
          <Tabs.List>
            <Tabs.Tab value="documents">{t('documents')}</Tabs.Tab>
            <Tabs.Tab value="ask">{t('ask')}</Tabs.Tab>
          </Tabs.List>
        </Tabs>
      }
    >
      {search.tab === 'ask' ? (
        <AskPanel question={search.ask ?? ''} onAsk={(ask) => onSearch({ tab: 'ask', ask })} />
      ) : (
        <DocumentList search={search} onSearch={onSearch} mayWrite={mayWrite} />
      )}
      {adding && <AddPage onClose={() => setAdding(false)} />}
    </Page>
  )
}
