import { IconBook2, IconChevronRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useFormatter, useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'

import classes from './Fold.module.css'

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

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
              <Source hit={hit} />
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

/** Opens the document at the passage. Agents of others may cite what is no document of ours. */
function Source({ hit }: { hit: Schema<'RagHit'> }) {
  const t = useTranslations('answer')
  const name = hit.source ?? hit.doc_id
  if (!ID.test(hit.doc_id)) return <span className={classes.source}>{name}</span>

  return (
    <Link
      to="/knowledge/$documentId"
      params={{ documentId: hit.doc_id }}
      search={typeof hit.position === 'number' ? { passage: hit.position } : {}}
      className={classes.source}
      title={t('openSource', { source: name })}
    >
      {name}
    </Link>
  )
}
