import { useTranslations } from 'use-intl'

import { ptBR } from '@/messages/ptBR'

type Noun = keyof typeof ptBR.audit.noun
type Verb = keyof typeof ptBR.audit.verb

/** An action of the log in words: `api_key.revoked` is "API key · revoked". One we do not know stays as it is. */
export function useActionWords(): (action: string) => string {
  const t = useTranslations('audit')

  return (action) => {
    const [noun = '', verb = ''] = action.split('.')
    return isNoun(noun) && isVerb(verb) ? t('actionWords', { noun: t(`noun.${noun}`), verb: t(`verb.${verb}`) }) : action
  }
}

function isNoun(word: string): word is Noun {
  return Object.hasOwn(ptBR.audit.noun, word)
}

function isVerb(word: string): word is Verb {
  return Object.hasOwn(ptBR.audit.verb, word)
}
