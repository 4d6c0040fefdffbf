import { IconCheck, IconChevronRight, IconTool, IconX } from '@tabler/icons-react'
import { useFormatter, useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'
import { formatLatency } from '@/lib/formatUsage'

import classes from './Fold.module.css'

/** The tools that an answer used, folded: most readers want the answer. */
export function ToolCalls({ calls }: { calls: Schema<'ToolCall'>[] }) {
  const t = useTranslations('answer')
  if (calls.length === 0) return null

  return (
    <details className={classes.fold}>
      <summary>
        <IconTool size={15} stroke={1.7} aria-hidden="true" />
        {t('tools', { count: calls.length })}
        <IconChevronRight className={classes.arrow} size={15} stroke={1.8} aria-hidden="true" />
      </summary>
      <ul className={classes.items}>
        {calls.map((call, index) => (
          // Calls have no id, and their order never changes.
          <li key={index}>
            <Call call={call} />
          </li>
        ))}
      </ul>
    </details>
  )
}

function Call({ call }: { call: Schema<'ToolCall'> }) {
  const t = useTranslations('answer')
  const format = useFormatter()

  return (
    <>
      <p className={classes.line}>
        {call.ok === false ? (
          <IconX className={classes.bad} size={15} stroke={2} role="img" aria-label={t('toolFailed')} />
        ) : (
          <IconCheck className={classes.good} size={15} stroke={2} role="img" aria-label={t('toolOk')} />
        )}
        <code className={classes.name}>{call.name}</code>
        {typeof call.ms === 'number' && <span className={classes.aside}>{formatLatency(format, call.ms)}</span>}
      </p>
      {call.arguments && (
        <pre className={classes.code} tabIndex={0} role="region" aria-label={t('toolArguments', { name: call.name })}>
          {JSON.stringify(call.arguments, null, 2)}
        </pre>
      )}
    </>
  )
}
