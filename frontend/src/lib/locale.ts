import { rememberedStorage } from '@/lib/browserStorage'
import type { Messages } from '@/messages/ptBR'
import { ptBR } from '@/messages/ptBR'

export const LOCALES = ['pt-BR', 'en'] as const
export type Locale = (typeof LOCALES)[number]

const KEY = 'dom360.locale'

/** The language chosen on this device; Portuguese until someone chooses. */
export function readLocale(): Locale {
  const stored = rememberedStorage.read(KEY)
  return LOCALES.find((locale) => locale === stored) ?? 'pt-BR'
}

export function rememberLocale(locale: Locale): void {
  rememberedStorage.write(KEY, locale)
}

/** The default language is in the first bundle; the others come when they are asked for. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  if (locale === 'pt-BR') return ptBR
  const { en } = await import('@/messages/en')
  return en
}
