import { Button } from '@mantine/core'
import { IconFileSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'
import { EmptyState } from '@/ui/EmptyState'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { TextSkeleton } from '@/ui/Skeletons'

import classes from './DocumentPage.module.css'
import { type Document, isWorking, type PassageSearch } from './KnowledgeSearch'
import { MarkedText } from './MarkedText'
import { usePassages } from './useKnowledge'

/** So many passages before the wanted one are shown with it. */
const BEFORE = 2

export function Passages({ document, search }: { document: Document; search: PassageSearch }) {
  const t = useTranslations()
  const start = Math.max(0, (search.passage ?? 0) - BEFORE)
  const passages = usePassages(document.id, start)

  if (passages.isPending) return <TextSkeleton lines={8} />
  if (passages.isError) {
    return <ProblemNotice title={t('knowledge.passagesProblem')} error={passages.error} retry={passages.refetch} />
  }
  if (passages.data.length === 0) {
    return (
      <EmptyState
        icon={<IconFileSearch size={22} stroke={1.6} />}
        title={t('knowledge.noPassages')}
        hint={isWorking(document) ? t('knowledge.noPassagesYet') : t('knowledge.noPassagesHint')}
      />
    )
  }

  return (
    <section aria-label={t('knowledge.passages')}>
      {start > 0 && (
        <Button size="sm" variant="subtle" mb="sm" renderRoot={(props) => <Link to="/knowledge/$documentId" params={{ documentId: document.id }} {...props} />}>
          {t('knowledge.fromBeginning')}
        </Button>
      )}
      <ol className={classes.passages}>
        {passages.data.map((passage) => (
          <Passage
            key={passage.id}
            passage={passage}
            wanted={passage.position === search.passage}
            question={search.ask ?? ''}
          />
        ))}
      </ol>
      {passages.hasNextPage && (
        <Button size="sm" variant="subtle" mt="sm" loading={passages.isFetchingNextPage} onClick={() => void passages.fetchNextPage()}>
          {t('app.showMore')}
        </Button>
      )}
    </section>
  )
}

function Passage({ passage, wanted, question }: { passage: Schema<'PassageView'>; wanted: boolean; question: string }) {
  const ref = useRef<HTMLLIElement>(null)

  useEffect(() => {
    if (wanted) ref.current?.scrollIntoView({ block: 'center' })
  }, [wanted])

  return (
    <li ref={ref} className={classes.passage} data-wanted={wanted || undefined} aria-current={wanted || undefined}>
      <p className={classes.heading}>
        <span className={classes.number}>{passage.position + 1}</span>
        {passage.heading}
      </p>
      <p className={classes.text}>{wanted ? <MarkedText text={passage.text} question={question} /> : passage.text}</p>
    </li>
  )
}
