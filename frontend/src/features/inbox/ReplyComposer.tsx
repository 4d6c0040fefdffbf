import { Button, SegmentedControl, Textarea, Tooltip } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconBolt, IconNote, IconSend2 } from '@tabler/icons-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'

import { byteLength, MAX_MESSAGE_BYTES } from '@/lib/textSize'
import { useDraft } from '@/lib/useDraft'
import { useNotify } from '@/ui/useNotify'

import { CannedForm } from './CannedForm'
import { CannedMenu, useCannedMenu } from './CannedMenu'
import { useInbox } from './InboxContext'
import type { Conversation } from './pages'
import classes from './ReplyComposer.module.css'
import { useActions, useWrite } from './useActions'

type Mode = 'reply' | 'note'

/** Writes to the contact, or to the team. What is begun survives leaving the conversation. */
export function ReplyComposer({
  conversation,
  name,
  reply,
  onReply,
}: {
  conversation: Conversation
  name: string
  reply: string
  onReply: (text: string) => void
}) {
  const t = useTranslations('inbox')
  const { myId, mayWrite } = useInbox()
  const [note, writeNote] = useDraft(`${myId}.${conversation.id}.note`)
  const mayReply = conversation.status === 'open' && conversation.handled_by === 'human'
  const [wanted, setMode] = useState<Mode>('reply')
  const field = useRef<HTMLTextAreaElement>(null)
  const mode: Mode = mayReply ? wanted : wanted === 'note' ? 'note' : 'reply'

  function choose(next: Mode) {
    setMode(next)
    requestAnimationFrame(() => field.current?.focus())
  }
  useHotkeys([
    ['R', () => choose('reply')],
    ['N', () => choose('note')],
  ])

  if (conversation.erased) return <p className={classes.hint}>{t('erased')}</p>
  if (!mayWrite) return <p className={classes.hint}>{t('viewerHint')}</p>
  return (
    <div className={classes.root} data-mode={mode}>
      <div className={classes.tabs}>
        <SegmentedControl<Mode>
          size="xs"
          value={mode}
          onChange={choose}
          aria-label={t('reply')}
          data={[
            { value: 'reply', label: t('reply') },
            { value: 'note', label: t('writeNote') },
          ]}
        />
      </div>
      {mode === 'reply' && !mayReply ? (
        <NotNow conversation={conversation} />
      ) : (
        <Field
          key={mode}
          ref={field}
          conversationId={conversation.id}
          note={mode === 'note'}
          name={name}
          text={mode === 'note' ? note : reply}
          onText={mode === 'note' ? writeNote : onReply}
        />
      )}
    </div>
  )
}

/** Why one cannot write to the contact now, and the button that changes it. */
function NotNow({ conversation }: { conversation: Conversation }) {
  const t = useTranslations('inbox')
  const { myId } = useInbox()
  const actions = useActions(conversation.id, myId)
  const closed = conversation.status === 'closed'

  return (
    <div className={classes.notNow}>
      <p>{closed ? t('closedHint') : t('agentHas')}</p>
      <Button
        size="xs"
        variant="light"
        loading={actions.isPending}
        onClick={() => actions.mutate({ do: closed ? 'reopen' : 'takeOver' })}
      >
        {closed ? t('reopen') : t('takeOver')}
      </Button>
    </div>
  )
}

function Field({
  ref,
  conversationId,
  note,
  name,
  text,
  onText,
}: {
  ref: React.RefObject<HTMLTextAreaElement | null>
  conversationId: string
  note: boolean
  name: string
  text: string
  onText: (text: string) => void
}) {
  const t = useTranslations('inbox')
  const tComposer = useTranslations('composer')
  const { failed } = useNotify()
  const write = useWrite(conversationId)
  const canned = useCannedMenu(text, onText, !note)
  const [saving, setSaving] = useState(false)
  const left = MAX_MESSAGE_BYTES - byteLength(text)
  const ready = !write.isPending && left >= 0 && text.trim() !== ''

  function send() {
    if (!ready) return
    const sent = text
    onText('')
    write.mutate(
      { text: sent, note },
      {
        onError(error) {
          // Nothing that somebody wrote is ever lost.
          onText(sent)
          failed(t('writeFailed'))(error)
        },
      },
    )
  }

  function onKeyDown(event: KeyboardEvent) {
    if (canned.onKeyDown(event)) return
    if (event.key === 'Escape') ref.current?.blur()
    // While an input method composes a character, Enter belongs to it.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }

  return (
    <div className={classes.box} data-note={note || undefined} data-over={left < 0 || undefined}>
      <CannedMenu {...canned.menu} />
      <Textarea
        ref={ref}
        className={classes.field}
        variant="unstyled"
        aria-label={note ? t('noteLabel') : t('replyLabel')}
        aria-invalid={left < 0 || undefined}
        placeholder={note ? t('notePlaceholder') : t('replyPlaceholder', { name })}
        autosize
        minRows={2}
        maxRows={10}
        dir="auto"
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        {...canned.field}
      />
      <div className={classes.bar}>
        {!note && (
          <Tooltip label={text.trim() === '' ? t('canned') : t('cannedNew')}>
            <Button
              size="compact-xs"
              variant="subtle"
              color="gray"
              leftSection={<IconBolt size={15} stroke={1.8} />}
              onClick={() => {
                if (text.trim() === '') {
                  onText('/')
                  ref.current?.focus()
                } else setSaving(true)
              }}
            >
              {text.trim() === '' ? t('canned') : t('cannedNew')}
            </Button>
          </Tooltip>
        )}
        <span className={classes.left} data-over={left < 0 || undefined}>
          {left < MAX_MESSAGE_BYTES * 0.15 &&
            (left >= 0 ? tComposer('left', { count: left }) : tComposer('over', { count: -left }))}
        </span>
        <Button
          size="xs"
          {...(note ? { color: 'clay' } : {})}
          disabled={!ready}
          loading={write.isPending}
          leftSection={note ? <IconNote size={16} stroke={1.8} /> : <IconSend2 size={16} stroke={1.8} />}
          onClick={send}
        >
          {note ? t('saveNote') : t('send')}
        </Button>
      </div>
      {saving && <CannedForm text={text} onClose={() => setSaving(false)} />}
    </div>
  )
}
