import { Popover, UnstyledButton } from '@mantine/core'
import { IconClock, IconInfoCircle, IconCoins } from '@tabler/icons-react'
import { useFormatter, useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'
import { formatCost, formatLatency } from '@/lib/formatUsage'

import classes from './AnswerFooter.module.css'

/** What an answer took: tokens and time at a glance, the rest on demand. */
export function AnswerFooter({ message }: { message: Schema<'StoredMessage'> }) {
  const t = useTranslations('answer')
  const format = useFormatter()
  const { usage, latency_ms: latency } = message
  if (!usage && latency === null) return null

  return (
    <footer className={classes.footer}>
      {usage && (
        <span className={classes.fact}>
          <IconCoins size={14} stroke={1.7} role="img" aria-label={t('tokensLabel')} />
          {t('tokens', { input: format.number(usage.input_tokens), output: format.number(usage.output_tokens) })}
        </span>
      )}
      {latency !== null && (
        <span className={classes.fact}>
          <IconClock size={14} stroke={1.7} role="img" aria-label={t('latency')} />
          {formatLatency(format, latency)}
        </span>
      )}
      {usage && <span className={`${classes.fact} ${classes.model}`}>{usage.model}</span>}
      <FactsButton message={message} />
    </footer>
  )
}

/** Everything that an answer took, on demand. */
export function FactsButton({ message }: { message: Schema<'StoredMessage'> }) {
  const t = useTranslations('answer')

  return (
    <Popover position="top-end" shadow="md" withArrow trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={classes.more} aria-label={t('details')}>
          <IconInfoCircle size={16} stroke={1.7} aria-hidden="true" />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('details')}>
        <Details message={message} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Details({ message }: { message: Schema<'StoredMessage'> }) {
  const t = useTranslations('answer')
  const format = useFormatter()
  const { usage, latency_ms: latency, request_id: requestId } = message

  return (
    // Focus comes here when it opens, so that Escape closes it and a reader reads it.
    <dl className={classes.details} tabIndex={-1} data-autofocus>
      {usage && (
        <>
          <dt>{t('cost')}</dt>
          <dd>{usage.cost_micro_usd === null ? t('costUnknown') : formatCost(format, usage.cost_micro_usd)}</dd>
          <dt>{t('model')}</dt>
          <dd>{usage.model}</dd>
          <dt>{t('input')}</dt>
          <dd>{format.number(usage.input_tokens)}</dd>
          <dt>{t('cached')}</dt>
          <dd>{format.number(usage.cached_tokens)}</dd>
          <dt>{t('output')}</dt>
          <dd>{format.number(usage.output_tokens)}</dd>
        </>
      )}
      {latency !== null && (
        <>
          <dt>{t('latency')}</dt>
          <dd>{formatLatency(format, latency)}</dd>
        </>
      )}
      {requestId !== null && (
        <>
          <dt>{t('request')}</dt>
          <dd className={classes.id}>{requestId}</dd>
        </>
      )}
    </dl>
  )
}
