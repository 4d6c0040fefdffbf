import { useDroppable } from '@dnd-kit/core'
import { Button, Skeleton } from '@mantine/core'
import { type ReactNode } from 'react'
import { useFormatter, useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'
import { useSeen } from '@/lib/useSeen'

import classes from './Board.module.css'
import { LeadCard } from './LeadCard'
import type { LeadQuery } from './LeadSearch'
import type { Lead, LeadState } from './leadStates'
import { useLeadColumn } from './useLeads'
import { useLeadText } from './useLeadText'

export function BoardColumn({
  state,
  query,
  step,
  dragged,
  mayWrite,
  onMove,
}: {
  state: LeadState
  query: LeadQuery
  /** Undefined while the counts are loading. */
  step: Schema<'FunnelStep'> | undefined
  /** The lead that is on its way, if one is. */
  dragged: Lead | null
  mayWrite: boolean
  onMove: (lead: Lead, to: LeadState) => void
}) {
  const t = useTranslations('leads')
  const format = useFormatter()
  const text = useLeadText()
  const [ref, seen] = useSeen()
  const open = dragged?.next_states.includes(state) ?? false
  const { setNodeRef, isOver } = useDroppable({ id: state, disabled: !open })

  return (
    <section
      ref={(element) => {
        ref(element)
        setNodeRef(element)
      }}
      className={classes.column}
      aria-label={t(`state.${state}`)}
      data-state={state}
      data-open={open || undefined}
      data-over={isOver || undefined}
      data-closed={(dragged !== null && !open && dragged.state !== state) || undefined}
    >
      <header className={classes.head}>
        <h2>{t(`state.${state}`)}</h2>
        {step && <span className={classes.count}>{format.number(step.leads)}</span>}
        {step?.mean_score !== undefined && step.mean_score !== null && (
          <span className={classes.mean} title={t('meanScoreHint')}>
            {t('meanScore', { score: Math.round(step.mean_score) })}
          </span>
        )}
      </header>
      {step && step.value_cents > 0 && <p className={classes.value}>{text.money(step.value_cents / 100, 'BRL')}</p>}
      <Cards state={state} query={query} wanted={seen && step !== undefined && step.leads > 0} loading={!step}>
        {(lead) => <LeadCard key={lead.id} lead={lead} mayWrite={mayWrite} onMove={onMove} />}
      </Cards>
    </section>
  )
}

function Cards({
  state,
  query,
  wanted,
  loading,
  children,
}: {
  state: LeadState
  query: LeadQuery
  wanted: boolean
  loading: boolean
  children: (lead: Lead) => ReactNode
}) {
  const t = useTranslations()
  const leads = useLeadColumn(state, query, { enabled: wanted })

  if (loading || (wanted && leads.isPending)) return <Loading />
  if (leads.isError) {
    return (
      <div className={classes.nobody} role="alert">
        {t('leads.columnProblem')}
        <Button size="xs" variant="subtle" onClick={() => void leads.refetch()}>
          {t('app.retry')}
        </Button>
      </div>
    )
  }
  if (!leads.data || leads.data.length === 0) return <p className={classes.nobody}>{t('leads.columnEmpty')}</p>

  return (
    <ul className={classes.cards}>
      {leads.data.map((lead) => children(lead))}
      {leads.hasNextPage && <More loading={leads.isFetchingNextPage} load={() => void leads.fetchNextPage()} />}
    </ul>
  )
}

/** The next page comes when one gets near it; the button is for who does not scroll. */
function More({ loading, load }: { loading: boolean; load: () => void }) {
  const t = useTranslations('app')
  const [ref] = useSeen(load)

  return (
    <li ref={ref}>
      <Button fullWidth size="xs" variant="subtle" loading={loading} onClick={load}>
        {t('showMore')}
      </Button>
    </li>
  )
}

function Loading() {
  const t = useTranslations('app')
  return (
    <div className={`delayed ${classes.cards}`} role="status" aria-label={t('loading')}>
      {[1, 2, 3].map((row) => (
        <Skeleton key={row} className={classes.ghost} />
      ))}
    </div>
  )
}
