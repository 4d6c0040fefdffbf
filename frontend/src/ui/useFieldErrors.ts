import { useMessages, useTranslations } from 'use-intl'

import { ApiProblem } from '@/lib/ApiProblem'
import type { ptBR } from '@/messages/ptBR'

type KnownCode = keyof typeof ptBR.problem.field

/** The fields that the server refused, each with a sentence. Written for `form.setErrors`. */
export function useFieldErrors(): (error: unknown) => Record<string, string> {
  const t = useTranslations('problem')
  const { problem: known } = useMessages()
  const isKnown = (code: string): code is KnownCode => Object.hasOwn(known.field, code)

  return (error) =>
    Object.fromEntries(
      ApiProblem.from(error).fields.map(({ field, code }) => [field, t(`field.${isKnown(code) ? code : 'invalid'}`)]),
    )
}
