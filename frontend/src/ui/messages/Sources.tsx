import { IconBook2, IconChevronRight } from '@tabler/icons-react'
import { useFormatter, useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'

import classes from './Fold.module.css'

/** The passages of the knowledge base that an answer was given. */
export function Sources({ hits }: { hits: Schema<'RagHit'>[] }) {
  const t = useTranslations('answer')
  const format = useFormatter()
  if (hits.length === 0) return null

  return (
    <details className={classes.fold} data-below>
      <summary>
        <IconBook2 size={15} stroke={1.7} aria-hidden="true" />
        {t('sources', { count: hits.length })}
        <IconChevronRight className={classes.arrow} size={15} stroke={1.8} aria-hidden="true" />
      </summary>
      <ol className={classes.items}>
        {hits.map((hit, index) => (
          // One document may be cited twice, and the order never changes.
          <li key={index}>
            <p className={classes.line}>
              <span className={classes.number} aria-hidden="true">
                {index + 1}
              </span>
              <span className={classes.source}>{hit.source ?? hit.doc_id}</span>
              {typeof hit.score === 'number' && (
                <span className={classes.aside}>
                  {t('score', { score: format.number(hit.score, { style: 'percent' }) })}
                </span>
              )}
            </p>
            {hit.snippet && <p className={classes.snippet}>{hit.snippet}</p>}
          </li>
        ))}
      </ol>
    </details>
  )
}
