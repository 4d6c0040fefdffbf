import { Button } from '@mantine/core'
import { IconMessage2Search } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useFormatter, useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'
import { isRecord } from '@/lib/ApiProblem'
import { TextSkeleton } from '@/ui/Skeletons'

import { useInbox } from './InboxContext'
import { LeadChip } from './LeadChip'
import classes from './LeadPanel.module.css'
import type { Conversation } from './pages'
import { useLead } from './useDesk'

type Lead = Schema<'LeadDetail'>
type Field = Schema<'FieldView'>

const FIELDS = ['company', 'sector', 'employees', 'pain', 'budget', 'authority', 'timeline'] as const
type FieldName = (typeof FIELDS)[number]
/** What each part of BANT can add: the product's rule, docs/leads.md. */
const PARTS = [
  ['budget', 25],
  ['authority', 30],
  ['need', 35],
  ['timeline', 10],
] as const

/** How far the sale is, why the score is what it is, and the message that says each thing. */
export function LeadPanel({ conversation }: { conversation: Conversation }) {
  const t = useTranslations('panel')
  const lead = useLead(conversation.lead?.id)

  if (!conversation.lead) return <p className={classes.none}>{t('noLead')}</p>
  if (lead.isPending) return <TextSkeleton lines={4} />
  if (lead.isError) {
    return (
      <p className={classes.none} role="alert">
        {t('leadFailed')}{' '}
        <Button variant="subtle" size="compact-xs" onClick={() => void lead.refetch()}>
          {t('again')}
        </Button>
      </p>
    )
  }
  return (
    <>
      <div className={classes.state}>
        <LeadChip lead={conversation.lead} />
        <span>{t(`next.${lead.data.score.action}`)}</span>
      </div>
      <Score score={lead.data.score} />
      <Known lead={lead.data} conversation={conversation} />
    </>
  )
}

function Score({ score }: { score: Lead['score'] }) {
  const t = useTranslations('panel')

  return (
    <dl className={classes.score}>
      {PARTS.map(([part, most]) => (
        <div key={part} className={classes.part}>
          <dt>{t(`bant.${part}`)}</dt>
          <dd>
            <span className={classes.bar} aria-hidden="true">
              <span style={{ width: `${(score[part] / most) * 100}%` }} />
            </span>
            <span className={classes.points}>{t('points', { points: String(score[part]), most: String(most) })}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Known({ lead, conversation }: { lead: Lead; conversation: Conversation }) {
  const t = useTranslations('panel')
  const known = FIELDS.flatMap((name) => {
    const field = lead.fields[name]
    return field ? [{ name, field }] : []
  })
  if (known.length === 0) return <p className={classes.none}>{t('nothingKnown')}</p>

  return (
    <ul className={classes.fields}>
      {known.map(({ name, field }) => (
        <li key={name} className={classes.field}>
          <p className={classes.label}>{t(`field.${name}`)}</p>
          <p className={classes.value}>
            <Value name={name} field={field} />
          </p>
          <Evidence field={field} conversationId={conversation.id} />
        </li>
      ))}
    </ul>
  )
}

/** Where it was said: one click away. */
function Evidence({ field, conversationId }: { field: Field; conversationId: string }) {
  const t = useTranslations('panel')
  const format = useFormatter()
  const { search } = useInbox()
  const { evidence } = field
  const sure = t('sure', { percent: format.number(field.confidence, { style: 'percent' }) })

  if (!evidence) return <p className={classes.evidence}>{t('byPerson')}</p>
  return (
    <p className={classes.evidence}>
      <Link
        to="/conversations/$conversationId"
        params={{ conversationId: evidence.conversation_id }}
        search={{ ...search, message: evidence.message_index }}
        className={classes.jump}
      >
        <IconMessage2Search size={14} stroke={1.8} aria-hidden="true" />
        {evidence.conversation_id === conversationId
          ? t('evidence', { number: String(evidence.message_index) })
          : t('evidenceElsewhere', { number: String(evidence.message_index) })}
      </Link>
      <span>{sure}</span>
    </p>
  )
}

function Value({ name, field }: { name: FieldName; field: Field }) {
  const t = useTranslations('panel')
  const format = useFormatter()
  const { value } = field

  if (typeof value === 'number') return format.number(value)
  if (typeof value === 'string') return value
  if (!isRecord(value)) return JSON.stringify(value)
  if (name === 'budget' && typeof value.amount === 'number') {
    const currency = typeof value.currency === 'string' ? value.currency : 'BRL'
    const money = format.number(value.amount, { style: 'currency', currency, maximumFractionDigits: 0 })
    const period = value.period
    return period === 'month' || period === 'year' || period === 'once' ? `${money} ${t(`period.${period}`)}` : money
  }
  if (name === 'authority' && (value.decides === 'self' || value.decides === 'shared' || value.decides === 'other')) {
    const who = typeof value.who === 'string' ? ` (${value.who})` : ''
    return t(`decides.${value.decides}`) + who
  }
  if (name === 'timeline') {
    if (typeof value.text === 'string') return value.text
    if (typeof value.within_days === 'number') return t('withinDays', { count: value.within_days })
  }
  return t('unclear')
}
