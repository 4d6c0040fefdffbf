import { type KeyboardEvent, useId, useState } from 'react'
import { useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'

import classes from './CannedMenu.module.css'
import { useCannedAnswers } from './useDesk'

type Answer = Schema<'CannedAnswerView'>

/** A slash and the beginning of a shortcut, right before the end of what is written. */
const TYPED = /(^|\s)\/([a-z0-9_-]*)$/i
const SHOWN = 7

/** The ready answers that fit what is being typed, and the keys that choose one. */
export function useCannedMenu(text: string, onText: (text: string) => void, enabled: boolean) {
  const answers = useCannedAnswers()
  const listId = useId()
  const [active, setActive] = useState(0)
  const [left, setLeft] = useState<string | null>(null)
  const typed = TYPED.exec(text)?.[2]?.toLowerCase()
  const opened = enabled && typed !== undefined && left !== text && answers.data !== undefined
  const found = opened ? matching(answers.data, typed).slice(0, SHOWN) : []
  const at = Math.min(active, Math.max(0, found.length - 1))

  function choose(answer: Answer) {
    onText(text.replace(TYPED, (_, before: string) => before + answer.content))
    setActive(0)
  }

  /** Whether the key was for the list. */
  function onKeyDown(event: KeyboardEvent): boolean {
    if (!opened) return false
    const answer = found[at]
    if (event.key === 'Escape') setLeft(text)
    else if (event.key === 'ArrowDown' && found.length > 0) setActive((at + 1) % found.length)
    else if (event.key === 'ArrowUp' && found.length > 0) setActive((at - 1 + found.length) % found.length)
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && answer) choose(answer)
    else return false
    event.preventDefault()
    return true
  }

  return {
    onKeyDown,
    field: opened
      ? {
          role: 'combobox',
          'aria-expanded': true,
          'aria-controls': listId,
          'aria-autocomplete': 'list' as const,
          ...(found.length > 0 ? { 'aria-activedescendant': `${listId}-${at}` } : {}),
        }
      : {},
    menu: { opened, listId, found, active: at, typed: typed ?? '', choose },
  }
}

export function CannedMenu({
  opened,
  listId,
  found,
  active,
  typed,
  choose,
}: ReturnType<typeof useCannedMenu>['menu']) {
  const t = useTranslations('inbox')
  if (!opened) return null

  return (
    <div className={classes.menu}>
      <p className={classes.title}>{found.length > 0 && t('canned')}
        {found.length === 0 && (typed === '' ? t('cannedEmpty') : t('cannedNone', { text: typed }))}</p>
      <ul id={listId} role="listbox" aria-label={t('canned')} className={classes.list}>
        {found.map((answer, index) => (
          <li
            key={answer.id}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === active}
            className={classes.option}
            // Not a click: the field keeps the focus.
            onPointerDown={(event) => {
              event.preventDefault()
              choose(answer)
            }}
          >
            <code>{`/${answer.shortcut}`}</code>
            <span>{answer.content}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function matching(answers: Answer[], typed: string): Answer[] {
  const begins = answers.filter(({ shortcut }) => shortcut.startsWith(typed))
  const contains = answers.filter(
    ({ shortcut, content }) =>
      !shortcut.startsWith(typed) && (shortcut.includes(typed) || content.toLowerCase().includes(typed)),
  )
  return [...begins, ...contains]
}
