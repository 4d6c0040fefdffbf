import { ActionIcon, Textarea } from '@mantine/core'
import { IconArrowUp } from '@tabler/icons-react'
import { type KeyboardEvent, useId } from 'react'
import { useTranslations } from 'use-intl'

import { byteLength, MAX_MESSAGE_BYTES } from '@/lib/textSize'

import classes from './Composer.module.css'

/** From here on the writer wants to know what is left. */
const NEAR_LIMIT = MAX_MESSAGE_BYTES * 0.85

export function Composer({
  text,
  onText,
  onSend,
  busy,
  focus = true,
  placeholder,
}: {
  text: string
  onText: (text: string) => void
  onSend: (text: string) => void
  /** An answer is on its way: writing goes on, sending waits. */
  busy: boolean
  /** Whether writing is what one comes here for. */
  focus?: boolean
  placeholder: string
}) {
  const t = useTranslations('composer')
  const hintId = useId()
  const bytes = byteLength(text)
  const left = MAX_MESSAGE_BYTES - bytes
  const ready = !busy && left >= 0 && text.trim() !== ''

  function submit() {
    if (ready) onSend(text)
  }

  function onKeyDown(event: KeyboardEvent) {
    // While an input method composes a character, Enter belongs to it.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    submit()
  }

  return (
    <form
      className={classes.root}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div className={classes.box} data-over={left < 0 || undefined}>
        <Textarea
          className={classes.field}
          variant="unstyled"
          aria-label={t('label')}
          aria-describedby={hintId}
          aria-invalid={left < 0 || undefined}
          placeholder={placeholder}
          enterKeyHint="send"
          autosize
          minRows={1}
          maxRows={9}
          // On a touch screen, the keyboard would cover what one came to read.
          autoFocus={focus && !matchMedia('(pointer: coarse)').matches}
          value={text}
          onChange={(event) => onText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <ActionIcon type="submit" size={38} radius="md" aria-label={t('send')} disabled={!ready}>
          <IconArrowUp size={20} stroke={2} />
        </ActionIcon>
      </div>
      <p id={hintId} className={classes.hint} data-over={left < 0 || undefined}>
        {bytes < NEAR_LIMIT && <span className={classes.keys}>{t('hint')}</span>}
        {bytes >= NEAR_LIMIT && (left >= 0 ? t('left', { count: left }) : t('over', { count: -left }))}
      </p>
    </form>
  )
}
