import { CloseButton } from '@mantine/core'
import { useTranslations } from 'use-intl'

import classes from './LeadFilters.module.css'
import type { LeadSearch } from './LeadSearch'

const PARTS = ['reached', 'dropped', 'droppedAt', 'missing'] as const

/** What a number of the funnel asked for, in words, and a button that lets go of it. */
export function FunnelPlace({ search, drop }: { search: LeadSearch; drop: (part: (typeof PARTS)[number]) => void }) {
  const t = useTranslations('leads')
  const words = {
    reached: search.reached && t('place.reached', { state: t(`state.${search.reached}`) }),
    dropped: search.dropped && t('place.dropped'),
    droppedAt: search.droppedAt && t('place.droppedAt', { state: t(`state.${search.droppedAt}`) }),
    missing: search.missing && t('place.missing', { field: t(`field.${search.missing}`) }),
  }

  return PARTS.map((part) => {
    const word = words[part]
    return (
      word && (
        <span key={part} className={classes.chip} data-current>
          <span className={classes.place}>{word}</span>
          <CloseButton size={18} iconSize={13} aria-label={t('place.drop', { filter: word })} onClick={() => drop(part)} />
        </span>
      )
    )
  })
}
