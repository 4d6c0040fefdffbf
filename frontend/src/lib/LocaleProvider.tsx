import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react'
import { IntlProvider } from 'use-intl'

import { loadMessages, type Locale, rememberLocale } from '@/lib/locale'
import type { Messages, ptBR } from '@/messages/ptBR'

type LocaleChoice = { locale: Locale; choose: (locale: Locale) => Promise<void> }

const LocaleContext = createContext<LocaleChoice | null>(null)

export function LocaleProvider({
  initial,
  children,
}: {
  initial: { locale: Locale; messages: Messages }
  children: ReactNode
}) {
  const [current, setCurrent] = useState(initial)

  useEffect(() => {
    document.documentElement.lang = current.locale
  }, [current.locale])

  const choice = useMemo<LocaleChoice>(
    () => ({
      locale: current.locale,
      async choose(locale) {
        const messages = await loadMessages(locale)
        rememberLocale(locale)
        setCurrent({ locale, messages })
      },
    }),
    [current.locale],
  )

  return (
    <LocaleContext value={choice}>
      <IntlProvider
        locale={current.locale}
        // The compiler checks calls against the Portuguese words; a test holds the others to them.
        messages={current.messages as typeof ptBR}
        timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone}
      >
        {children}
      </IntlProvider>
    </LocaleContext>
  )
}

export function useLocaleChoice(): LocaleChoice {
  const choice = use(LocaleContext)
  if (!choice) throw new Error('useLocaleChoice needs a LocaleProvider above it.')
  return choice
}
