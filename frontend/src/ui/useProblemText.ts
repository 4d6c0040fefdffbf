import { useMessages, useTranslations } from 'use-intl'

import { ApiProblem } from '@/lib/ApiProblem'
import type { ptBR } from '@/messages/ptBR'

type KnownCode = keyof typeof ptBR.problem.code

/** Turns any error into one sentence in the reader's language: what happened and what to do. */
export function useProblemText(): (error: unknown) => string {
  const t = useTranslations('problem')
  const { problem: known } = useMessages()
  const isKnown = (code: string): code is KnownCode => Object.hasOwn(known.code, code)

  return (error) => {
    const problem = ApiProblem.from(error)
    if (problem.code === 'WEAK_PASSWORD') return t(`weak.${weakness(problem.reason)}`)
    if (isKnown(problem.code)) return t(`code.${problem.code}`)
    if (problem.status === 401) return t('code.UNAUTHENTICATED')
    if (problem.status === 403) return t('code.FORBIDDEN')
    if (problem.status === 404) return t('code.NOT_FOUND')
    if (problem.status === 429) return t('code.RATE_LIMITED')
    if (problem.status === 503) return t('code.UNAVAILABLE')
    if (problem.status >= 500) return t('status.failed')
    return problem.status >= 400 ? t('status.refused') : t('status.unexpected')
  }
}

function weakness(reason: string | null): keyof typeof ptBR.problem.weak {
  return reason === 'too_short' || reason === 'about_you' ? reason : 'common'
}
