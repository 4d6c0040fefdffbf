import { Badge, Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconClock } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'

import classes from './DashHead.module.css'
import { useFigures } from './useFigures'

type Head = Pick<
  Schema<'UsageDashboard'>,
  'as_of' | 'timezone' | 'period' | 'previous' | 'buckets' | 'reconciled' | 'source'
>

/** Which days these are, when they were counted, and whether the counters equal the messages. */
export function DashHead({ head, loading }: { head: Head; loading: boolean }) {
  const t = useTranslations('dashboards')
  const figures = useFigures()
  const { period, previous } = head

  return (
    <div className={classes.row} aria-busy={loading}>
      <span className={classes.days}>
        {t('fromTo', { from: figures.day(period.first_day), to: figures.day(period.last_day) })}
        {previous && (
          <span className={classes.faint}>
            {t('against', { from: figures.day(previous.first_day), to: figures.day(previous.last_day) })}
          </span>
        )}
      </span>
      <span className={classes.fact}>
        <IconClock size={14} aria-hidden="true" />
        {t('asOf', { time: figures.moment(head.as_of), zone: head.timezone })}
        {head.source === 'replica' && ` · ${t('replica')}`}
      </span>
      <Reconciled reconciled={head.reconciled} />
    </div>
  )
}

function Reconciled({ reconciled }: { reconciled: Schema<'Reconciled'> }) {
  const t = useTranslations('dashboards')
  const figures = useFigures()
  const { state, off, proven_at: provenAt } = reconciled
  if (state === 'never') {
    return (
      <Badge variant="default" size="sm" tt="none" fw={520}>
        {t('reconciled.never')}
      </Badge>
    )
  }

  const time = provenAt ? figures.moment(provenAt) : ''
  const differences = Object.entries(off ?? {}).map(([counter, by]) => `${counter} ${figures.count(by)}`)
  const words = state === 'equal' ? t('reconciled.equal') : t('reconciled.differs', { by: differences.join(', ') })
  const days =
    reconciled.first_day && reconciled.last_day
      ? t('fromTo', { from: figures.day(reconciled.first_day), to: figures.day(reconciled.last_day) })
      : ''

  return (
    <Tooltip label={t('reconciled.when', { time, days })} multiline maw={320}>
      <span className={classes.proof} data-state={state} tabIndex={0}>
        {state === 'equal' ? (
          <IconCircleCheck size={15} aria-hidden="true" />
        ) : (
          <IconAlertTriangle size={15} aria-hidden="true" />
        )}
        {words}
      </span>
    </Tooltip>
  )
}
