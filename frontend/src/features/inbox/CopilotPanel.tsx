import { ActionIcon, Button, Textarea, UnstyledButton } from '@mantine/core'
import { IconArrowUp, IconSparkles, IconTextPlus } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'

import { Markdown } from '@/ui/Markdown'
import { Degraded } from '@/ui/messages/Degraded'
import { Sources } from '@/ui/messages/Sources'
import { ToolCalls } from '@/ui/messages/ToolCalls'
import { useProblemText } from '@/ui/useProblemText'

import classes from './CopilotPanel.module.css'
import { useInbox } from './InboxContext'
import type { Conversation } from './pages'
import { PanelHead } from './SidePanel'
import { type Asked, useCopilot } from './useCopilot'

/** Ask about this conversation, or about anything of the company, and take the answer over. */
export function CopilotPanel({
  conversation,
  onInsert,
  onClose,
}: {
  conversation: Conversation
  onInsert: (text: string) => void
  onClose: () => void
}) {
  const t = useTranslations('copilot')
  const { mayWrite } = useInbox()
  const { asked, ask, busy } = useCopilot(conversation)
  const [text, setText] = useState('')
  const end = useRef<HTMLDivElement>(null)
  const ideas = [t('idea.summary'), t('idea.missing'), t('idea.week')]

  const progress = `${asked.length}.${asked.at(-1)?.text.length ?? 0}.${asked.at(-1)?.phase ?? ''}`
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'end' })
  }, [progress])

  function send(question: string) {
    if (busy || question.trim() === '') return
    setText('')
    ask(question.trim())
  }

  return (
    <div className={classes.root}>
      <PanelHead title={t('title')} onClose={onClose} />
      <div className={classes.scroll} tabIndex={0} role="log" aria-label={t('title')}>
        {asked.length === 0 && (
          <div className={classes.intro}>
            <span className={classes.mark} aria-hidden="true">
              <IconSparkles size={22} stroke={1.6} />
            </span>
            <p>{t('intro')}</p>
          </div>
        )}
        {asked.map((one) => (
          <Exchange key={one.id} asked={one} onInsert={onInsert} again={() => ask(one.question)} />
        ))}
        <div ref={end} />
      </div>
      {mayWrite ? (
        <div className={classes.foot}>
          {asked.length === 0 && (
            <ul className={classes.ideas}>
              {ideas.map((idea) => (
                <li key={idea}>
                  <UnstyledButton className={classes.idea} onClick={() => send(idea)}>
                    {idea}
                  </UnstyledButton>
                </li>
              ))}
            </ul>
          )}
          <form
            className={classes.box}
            onSubmit={(event) => {
              event.preventDefault()
              send(text)
            }}
          >
            <Textarea
              className={classes.field}
              variant="unstyled"
              autosize
              minRows={1}
              maxRows={6}
              aria-label={t('ask')}
              placeholder={t('ask')}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
                event.preventDefault()
                send(text)
              }}
            />
            <ActionIcon type="submit" size={32} color="clay" aria-label={t('send')} disabled={busy || text.trim() === ''}>
              <IconArrowUp size={18} stroke={2} />
            </ActionIcon>
          </form>
        </div>
      ) : (
        <p className={classes.none}>{t('viewer')}</p>
      )}
    </div>
  )
}

function Exchange({
  asked,
  onInsert,
  again,
}: {
  asked: Asked
  onInsert: (text: string) => void
  again: () => void
}) {
  const t = useTranslations('copilot')
  const describe = useProblemText()

  return (
    <article className={classes.exchange}>
      <p className={classes.question}>{asked.question}</p>
      {asked.phase === 'failed' ? (
        <div className={classes.failed} role="alert">
          <p>{describe(asked.problem)}</p>
          <Button size="compact-xs" variant="default" onClick={again}>
            {t('again')}
          </Button>
        </div>
      ) : (
        <div className={classes.answer}>
          {asked.message && <ToolCalls calls={asked.message.tool_calls} />}
          {asked.text !== '' && <Markdown text={asked.text} />}
          {asked.text === '' && <p className={classes.thinking}>{asked.tool ? t('using', { name: asked.tool }) : t('thinking')}</p>}
          {asked.message && <Degraded message={asked.message} />}
          {asked.message && <Sources hits={asked.message.rag_context} />}
          {asked.phase === 'answered' && (
            <Button
              size="compact-xs"
              variant="light"
              color="clay"
              mt={8}
              leftSection={<IconTextPlus size={15} stroke={1.8} />}
              onClick={() => onInsert(asked.text)}
            >
              {t('insert')}
            </Button>
          )}
        </div>
      )}
    </article>
  )
}
