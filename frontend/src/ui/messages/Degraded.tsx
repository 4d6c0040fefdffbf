import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'
import { ptBR } from '@/messages/ptBR'

import classes from './Degraded.module.css'

type KnownReason = keyof typeof ptBR.answer.degradedWhy

/** Says that an answer was given without the model, and why: it is shorter and knows less than usual. */
export function Degraded({ message }: { message: Pick<Schema<'StoredMessage'>, 'degraded' | 'degraded_reason'> }) {
  const t = useTranslations('answer')
  const { degraded, degraded_reason: reason } = message
  if (!degraded) return null

  return (
    <p className={classes.root}>
      <IconAlertTriangle size={15} stroke={1.8} aria-hidden="true" />
      {t('degraded', { why: t(`degradedWhy.${isKnown(reason) ? reason : 'other'}`) })}
    </p>
  )
}

/** Agents of others have reasons of their own. */
function isKnown(reason: string | null | undefined): reason is KnownReason {
  return typeof reason === 'string' && Object.hasOwn(ptBR.answer.degradedWhy, reason)
}
