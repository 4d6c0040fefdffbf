import { useEffect, useRef } from 'react'
import { useLocale, useTranslations } from 'use-intl'

import { mountPreview } from '@/widget/preview'

import classes from './WebChatPreview.module.css'

export type Look = { title: string; color: string; position: 'left' | 'right'; greeting: string | null }

/** The widget itself, not a picture of it. */
export function WebChatPreview({ title, color, position, greeting }: Look) {
  const t = useTranslations('webChat')
  const locale = useLocale()
  const box = useRef<HTMLDivElement>(null)
  const question = t('sampleQuestion')
  const answer = t('sampleAnswer')

  useEffect(() => {
    if (box.current === null) return
    const config = {
      inbox_id: 'preview',
      title,
      color,
      position,
      privacy_url: null,
      greeting,
      away_message: null,
      open_now: true,
      locale,
    }
    return mountPreview(box.current, config, locale, [question, answer])
  }, [title, color, position, greeting, locale, question, answer])

  return <div ref={box} className={classes.page} />
}
