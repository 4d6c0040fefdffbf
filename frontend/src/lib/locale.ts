import { rememberedStorage } from '@/lib/browserStorage'
import type { Messages } from '@/messages/ptBR'

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

/** Each language is a file of its own: nobody loads the words of another. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  return locale === 'en' ? (await import('@/messages/en')).en : (await import('@/messages/ptBR')).ptBR
}
