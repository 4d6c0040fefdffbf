import { useFormatter, useNow, useTranslations } from 'use-intl'

import { MessageLink } from '@/ui/MessageLink'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { TextSkeleton } from '@/ui/Skeletons'

import classes from './DocumentPage.module.css'
import { useUses } from './useKnowledge'

/** Which of the latest answers were given with a document at hand. */
export function Uses({ documentId }: { documentId: string }) {
  const t = useTranslations('knowledge')

  return (
    <aside className={classes.uses} aria-label={t('uses')}>
      <h2>{t('uses')}</h2>
      <List documentId={documentId} />
    </aside>
  )
}

function List({ documentId }: { documentId: string }) {
  const t = useTranslations('knowledge')
  const format = useFormatter()
  const now = useNow()
  const uses = useUses(documentId)

  if (uses.isPending) return <TextSkeleton lines={4} />
  if (uses.isError) return <ProblemNotice title={t('usesProblem')} error={uses.error} retry={uses.refetch} />
  if (uses.data.items.length === 0) return <p className={classes.unused}>{t('unused', { count: uses.data.looked_at })}</p>

  return (
    <ul className={classes.useList}>
      {uses.data.items.map((use) => (
        <li key={use.message_id}>
          <MessageLink conversationId={use.conversation_id} messageIndex={use.message_index}>
            {use.excerpt}
          </MessageLink>
          <span className={classes.useAside}>
            {[
              use.agent_type,
              format.relativeTime(new Date(use.created_at), now),
              use.score === null ? null : t('score', { score: format.number(use.score, { style: 'percent' }) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  )
}
