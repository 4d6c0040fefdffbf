import { Button, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { localMinute, readLocalMinute } from '@/lib/localMinute'

import classes from './DealCard.module.css'
import page from './LeadPage.module.css'
import type { LeadDetail } from './leadStates'
import { useChangeLead } from './useLeadActions'
import { useLeadText } from './useLeadText'
import { usePeople } from './usePeople'

type CardProps = { lead: LeadDetail; mayWrite: boolean }

/** Who has it, when they meet, how it ended. Each change is stored as it is made. */
export function DealCard({ lead, mayWrite }: CardProps) {
  const t = useTranslations('leads')
  const text = useLeadText()

  return (
    <section className={page.card} aria-label={t('deal')}>
      <header className={page.cardHead}>
        <h2>{t('deal')}</h2>
      </header>
      {mayWrite ? <Form lead={lead} /> : <Facts lead={lead} />}
      <dl className={classes.dates}>
        <dt>{t('source')}</dt>
        <dd>{lead.source ?? t('nothing')}</dd>
        <dt>{t('created')}</dt>
        <dd>{text.moment(lead.created_at)}</dd>
        <dt>{t('activity')}</dt>
        <dd>{text.moment(lead.last_activity_at)}</dd>
      </dl>
    </section>
  )
}

function Facts({ lead }: { lead: LeadDetail }) {
  const t = useTranslations('leads')
  const text = useLeadText()

  return (
    <dl className={classes.dates}>
      <dt>{t('owner')}</dt>
      <dd>{lead.owner_name ?? t('unowned')}</dd>
      <dt>{t('meeting')}</dt>
      <dd>{lead.meeting_at ? text.moment(lead.meeting_at) : t('nothing')}</dd>
      <dt>{t('interest')}</dt>
      <dd>{lead.interest ? t(`interests.${lead.interest}`) : t('nothing')}</dd>
      <dt>{t('outcome')}</dt>
      <dd>
        {lead.outcome ? t(`outcomes.${lead.outcome}`) : t('outcomes.open')}
        {lead.value_cents !== null && ` · ${text.money(lead.value_cents / 100, lead.currency)}`}
      </dd>
    </dl>
  )
}

function Form({ lead }: { lead: LeadDetail }) {
  const t = useTranslations('leads')
  const change = useChangeLead(lead.id)
  const people = usePeople()
  const owners = (people.data ?? []).filter(({ role }) => role !== 'VIEWER').map(({ id, name }) => ({ value: id, label: name }))
  // Who has left the company can still own a lead.
  const missing = lead.owner_user_id && !owners.some(({ value }) => value === lead.owner_user_id)

  return (
    <div className={classes.form}>
      <Select
        size="sm"
        label={t('owner')}
        placeholder={t('unowned')}
        clearable
        searchable
        value={lead.owner_user_id}
        onChange={(owner) => change.mutate({ owner_user_id: owner })}
        data={missing ? [...owners, { value: lead.owner_user_id ?? '', label: lead.owner_name ?? t('nameless') }] : owners}
      />
      <Meeting key={lead.meeting_at} lead={lead} onChange={(at) => change.mutate({ meeting_at: at })} />
      <Select
        size="sm"
        label={t('interest')}
        placeholder={t('unknown')}
        clearable
        value={lead.interest}
        onChange={(interest) => change.mutate({ interest })}
        data={(['none', 'low', 'medium', 'high'] as const).map((value) => ({ value, label: t(`interests.${value}`) }))}
      />
      <Outcome key={`${lead.outcome} ${lead.value_cents}`} lead={lead} />
    </div>
  )
}

function Meeting({ lead, onChange }: { lead: LeadDetail; onChange: (at: string | null) => void }) {
  const t = useTranslations('leads')
  const [typed, setTyped] = useState(lead.meeting_at ? localMinute(lead.meeting_at) : '')

  function leave() {
    const at = readLocalMinute(typed)
    if (at !== (lead.meeting_at && readLocalMinute(localMinute(lead.meeting_at)))) onChange(at)
  }

  return (
    <TextInput
      size="sm"
      type="datetime-local"
      label={t('meeting')}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={(event) => event.key === 'Enter' && leave()}
    />
  )
}

/** Won or lost, and what it is worth: said together, so stored together. */
function Outcome({ lead }: { lead: LeadDetail }) {
  const t = useTranslations('leads')
  const change = useChangeLead(lead.id)
  const [outcome, setOutcome] = useState<'open' | 'won' | 'lost'>(lead.outcome ?? 'open')
  const [value, setValue] = useState<number | string>(lead.value_cents === null ? '' : lead.value_cents / 100)
  const cents = typeof value === 'number' ? Math.round(value * 100) : null
  const changed = outcome !== (lead.outcome ?? 'open') || cents !== lead.value_cents

  return (
    <form
      className={classes.outcome}
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate({ outcome: outcome === 'open' ? null : outcome, value_cents: cents, currency: lead.currency })
      }}
    >
      <span className={classes.label}>{t('outcome')}</span>
      <SegmentedControl
        size="sm"
        fullWidth
        aria-label={t('outcome')}
        value={outcome}
        onChange={setOutcome}
        data={(['open', 'won', 'lost'] as const).map((one) => ({ value: one, label: t(`outcomes.${one}`) }))}
      />
      <NumberInput
        size="sm"
        label={t('value')}
        min={0}
        max={10_000_000_000}
        decimalScale={2}
        prefix={`${lead.currency} `}
        value={value}
        onChange={setValue}
      />
      {changed && (
        <Button type="submit" size="sm" loading={change.isPending}>
          {t('save')}
        </Button>
      )}
    </form>
  )
}
