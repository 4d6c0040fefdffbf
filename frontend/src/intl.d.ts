import type { Locale } from '@/lib/locale'
import type { ptBR } from '@/messages/ptBR'

declare module 'use-intl' {
  // The library looks these up by name, so that a wrong key or argument does not compile.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  interface AppConfig {
    Locale: Locale
    Messages: typeof ptBR
  }
}
