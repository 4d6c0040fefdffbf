import { useTranslations } from 'use-intl'

import { ptBR } from '@/messages/ptBR'

import type { Document } from './KnowledgeSearch'

type Known = keyof typeof ptBR.knowledge.failure

/** Why a document failed, in the reader's language; a code that is newer than this page in the server's words. */
export function useFailureText(): (error: NonNullable<Document['error']>) => string {
  const t = useTranslations('knowledge')
  return ({ code, detail }) => (isKnown(code) ? t(`failure.${code}`) : detail)
}

function isKnown(code: string): code is Known {
  return Object.hasOwn(ptBR.knowledge.failure, code)
}
