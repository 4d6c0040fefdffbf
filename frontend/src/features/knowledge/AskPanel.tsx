import { Alert, Button, TextInput } from '@mantine/core'
import { IconListSearch, IconSearch, IconZoomQuestion } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'
import { EmptyState } from '@/ui/EmptyState'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { TextSkeleton } from '@/ui/Skeletons'

import classes from './AskPanel.module.css'
import { MarkedText } from './MarkedText'
import { useAnswer } from './useKnowledge'

/** Asks as an agent would: which passages it would be given, with their scores. */
export function AskPanel({ question, onAsk }: { question: string; onAsk: (question: string) => void }) {
  const t = useTranslations('knowledge')
  const [text, setText] = useState(question)

  return (
    <div className={classes.root}>
      <form
        className={classes.form}
        role="search"
        onSubmit={(event) => {
          event.preventDefault()
          if (text.trim() !== '') onAsk(text.trim())
        }}
      >
        <TextInput
          className={classes.question}
          aria-label={t('question')}
          placeholder={t('questionExample')}
          maxLength={2000}
          leftSection={<IconSearch size={17} stroke={1.8} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" disabled={text.trim() === ''}>
          {t('askNow')}
        </Button>
      </form>
      <Answer question={question} />
    </div>
  )
}

function Answer({ question }: { question: string }) {
  const t = useTranslations('knowledge')
  const answer = useAnswer(question)

  if (question === '') {
    return <EmptyState icon={<IconZoomQuestion size={22} stroke={1.6} />} title={t('askEmpty')} hint={t('askHint')} />
  }
  if (answer.isPending) return <TextSkeleton lines={6} />
  if (answer.isError) return <ProblemNotice title={t('askProblem')} error={answer.error} retry={answer.refetch} />

  const { hits, enabled, by_meaning: byMeaning } = answer.data
  return (
    <>
      {!enabled && <Alert color="clay">{t('askOff')}</Alert>}
      {enabled && !byMeaning && <Alert color="clay">{t('askWordsOnly')}</Alert>}
      {hits.length === 0 ? (
        <EmptyState icon={<IconListSearch size={22} stroke={1.6} />} title={t('askNothing')} hint={t('askNothingHint')} />
      ) : (
        <ol className={classes.hits} aria-label={t('hits')}>
          {hits.map((hit) => (
            <HitCard key={hit.passage_id} hit={hit} question={question} threshold={answer.data.min_score} />
          ))}
        </ol>
      )}
    </>
  )
}

function HitCard({ hit, question, threshold }: { hit: Schema<'Hit'>; question: string; threshold: number }) {
  const t = useTranslations('knowledge')
  const format = useFormatter()
  const percent = (share: number) => format.number(share, { style: 'percent' })

  return (
    <li className={classes.hit}>
      <header className={classes.head}>
        <Link
          className={classes.source}
          to="/knowledge/$documentId"
          params={{ documentId: hit.document_id }}
          search={{ passage: hit.position, ask: question }}
        >
          {hit.source}
        </Link>
        {hit.heading && <span className={classes.heading}>{hit.heading}</span>}
        <span className={classes.score} title={t('scoreHint', { threshold: percent(threshold) })}>
          <span className={classes.bar} aria-hidden="true">
            <span style={{ width: percent(hit.score) }} />
            <i style={{ left: `${threshold * 100}%` }} />
          </span>
          {t('score', { score: percent(hit.score) })}
        </span>
      </header>
      <p className={classes.snippet}>
        <MarkedText text={hit.snippet} question={question} />
      </p>
      <footer className={classes.foot}>{t('textMatch', { share: percent(hit.text_match) })}</footer>
    </li>
  )
}
