import { Button } from '@mantine/core'
import { IconMessage, IconPencil, IconUser } from '@tabler/icons-react'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'

import { MessageLink } from '@/ui/MessageLink'

import { EditFacts } from './EditFacts'
import classes from './FactsCard.module.css'
import page from './LeadPage.module.css'
import type { LeadDetail } from './leadStates'
import { FIELD_NAMES, type FieldName, useLeadText } from './useLeadText'

/** Each thing that is known, how surely, and the message that says it. */
export function FactsCard({ lead, mayWrite }: { lead: LeadDetail; mayWrite: boolean }) {
  const t = useTranslations('leads')
  const [editing, setEditing] = useState(false)

  return (
    <section className={page.card} aria-label={t('facts')}>
      <header className={page.cardHead}>
        <h2>{t('facts')}</h2>
        {mayWrite && (
          <Button size="compact-sm" variant="subtle" leftSection={<IconPencil size={15} />} onClick={() => setEditing(true)}>
            {t('edit')}
          </Button>
        )}
      </header>
      <dl className={classes.facts}>
        {FIELD_NAMES.map((field) => (
          <Fact key={field} lead={lead} field={field} />
        ))}
      </dl>
      {editing && <EditFacts lead={lead} onClose={() => setEditing(false)} />}
    </section>
  )
}

function Fact({ lead, field }: { lead: LeadDetail; field: FieldName }) {
  const t = useTranslations('leads')
  const text = useLeadText()
  const known = lead.fields[field]

  return (
    <div className={classes.fact} data-unknown={!known || undefined}>
      <dt>{t(`field.${field}`)}</dt>
      <dd>
        <span className={classes.value}>{known ? text.value(field, known.value) : t('unknown')}</span>
        {known && (
          <span className={classes.proof}>
            <Confidence confidence={known.confidence} />
            {known.evidence ? (
              <MessageLink
                className={classes.evidence}
                conversationId={known.evidence.conversation_id}
                messageIndex={known.evidence.message_index}
              >
                <IconMessage size={14} stroke={1.8} aria-hidden="true" />
                {t('evidence', { day: text.day(known.evidence.message_at) })}
              </MessageLink>
            ) : (
              <span className={classes.said}>
                <IconUser size={14} stroke={1.8} aria-hidden="true" />
                {t('saidByTeam', { day: text.day(known.updated_at) })}
              </span>
            )}
          </span>
        )}
      </dd>
    </div>
  )
}

function Confidence({ confidence }: { confidence: number }) {
  const t = useTranslations('leads')
  const format = useFormatter()
  const share = format.number(confidence, { style: 'percent' })

  return (
    <span className={classes.confidence} title={t('confidenceHint')}>
      <span className={classes.dots} aria-hidden="true">
        {[0.2, 0.5, 0.8].map((from) => (
          <span key={from} data-on={confidence >= from || undefined} />
        ))}
      </span>
      {t('confidence', { share })}
    </span>
  )
}
