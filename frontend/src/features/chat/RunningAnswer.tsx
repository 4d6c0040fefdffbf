import { Button } from '@mantine/core'
import { IconPencil, IconRefresh } from '@tabler/icons-react'
import { useDeferredValue } from 'react'
import { useTranslations } from 'use-intl'

import { Markdown } from '@/ui/Markdown'
import { useProblemText } from '@/ui/useProblemText'

import { useChat } from './ChatContext'
import { AnswerAuthor } from './MessageRow'
import { ProtocolButton } from './ProtocolButton'
import rows from './MessageRow.module.css'
import type { AgentType } from '@/lib/agentType'
import classes from './RunningAnswer.module.css'
import { canRetry, kindOf } from '@/lib/turns/retryPolicy'
import type { Turn } from '@/lib/turns/Turn'

/** The answer while it arrives, or why it does not. */
export function RunningAnswer({
  turn,
  agent,
  onEdit,
}: {
  turn: Turn
  agent: AgentType
  onEdit: (text: string) => void
}) {
  const t = useTranslations('messages')
  // Typing and scrolling go first; the text catches up.
  const text = useDeferredValue(turn.text)

  if (turn.phase === 'failed') return <FailedTurn turn={turn} onEdit={onEdit} />
  return (
    <li className={rows.answer} data-agent={agent} data-running>
      <AnswerAuthor name={t('fromAgent', { agent })} />
      {text !== '' && <Markdown text={text} />}
      {turn.phase !== 'answered' && <Activity turn={turn} agent={agent} quiet={text !== ''} />}
    </li>
  )
}

/** Another tab, the API or the repairing worker is at it. */
export function Elsewhere({ agent }: { agent: AgentType }) {
  const t = useTranslations('messages')

  return (
    <li className={rows.answer} data-agent={agent} data-running>
      <AnswerAuthor name={t('fromAgent', { agent })} />
      <Dots label={t('stillRunning')} />
    </li>
  )
}

export function Unanswered({ onEdit }: { onEdit: () => void }) {
  const t = useTranslations('messages')

  return (
    <li className={classes.trouble} data-mild>
      <p>{t('unanswered')}</p>
      <Button size="xs" variant="default" leftSection={<IconPencil size={15} />} onClick={onEdit}>
        {t('edit')}
      </Button>
    </li>
  )
}

function Activity({ turn, agent, quiet }: { turn: Turn; agent: AgentType; quiet: boolean }) {
  const t = useTranslations()
  const tool = turn.toolNames.at(-1)

  if (turn.phase === 'waiting') {
    const running = turn.problem && kindOf(turn.problem) === 'running'
    return <Dots label={running || !turn.problem ? t('messages.stillRunning') : t('messages.waiting')} />
  }
  if (quiet) return null
  return <Dots label={tool ? t('answer.toolRunning', { name: tool }) : t('messages.answering', { agent })} />
}

function Dots({ label }: { label: string }) {
  return (
    <p className={classes.dots} role="status">
      <span aria-hidden="true" />
      <span aria-hidden="true" />
      <span aria-hidden="true" />
      {label}
    </p>
  )
}

function FailedTurn({ turn, onEdit }: { turn: Turn; onEdit: (text: string) => void }) {
  const t = useTranslations('messages')
  const { store } = useChat()
  const describe = useProblemText()

  return (
    <li className={classes.trouble}>
      <p role="alert">{turn.problem ? describe(turn.problem) : t('unanswered')}</p>
      <div className={classes.actions}>
        {(!turn.problem || canRetry(turn.problem)) && (
          <Button
            size="xs"
            leftSection={<IconRefresh size={15} stroke={1.9} />}
            onClick={() => store.retry(turn.requestId)}
          >
            {t('retry')}
          </Button>
        )}
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPencil size={15} stroke={1.9} />}
          onClick={() => {
            store.discard(turn.requestId)
            onEdit(turn.body.message)
          }}
        >
          {t('edit')}
        </Button>
      </div>
      <ProtocolButton requestId={turn.requestId} />
    </li>
  )
}
