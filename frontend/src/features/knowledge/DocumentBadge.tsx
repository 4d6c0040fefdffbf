import { useTranslations } from 'use-intl'

import classes from './DocumentBadge.module.css'
import type { Document } from './KnowledgeSearch'

/** How far a document is. */
export function DocumentBadge({ document }: { document: Document }) {
  const t = useTranslations('knowledge')
  const { state, progress_done: done, progress_total: total } = document
  const share = state === 'embedding' && total > 0 ? done / total : null

  return (
    <span className={classes.badge} data-state={state}>
      {share === null ? t(`state.${state}`) : t('embedding', { share })}
    </span>
  )
}
