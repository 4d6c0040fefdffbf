import { Text } from '@mantine/core'
import { createFileRoute, redirect, useRouter } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

import { sessionQuery } from '@/features/session/sessionQuery'
import { SignInArt } from '@/features/session/SignInArt'
import { SignInForm } from '@/features/session/SignInForm'
import { inAppPath } from '@/lib/inAppPath'
import { LanguageSwitch } from '@/ui/LanguageSwitch'
import { Logo } from '@/ui/Logo'
import { OfflineBanner } from '@/ui/OfflineBanner'

import classes from './sign-in.module.css'

type Search = { redirect?: string; expired?: boolean }

export const Route = createFileRoute('/sign-in')({
  validateSearch: (search: Record<string, unknown>): Search => ({
    ...(typeof search.redirect === 'string' ? { redirect: search.redirect } : {}),
    ...(search.expired === true ? { expired: true } : {}),
  }),
  async beforeLoad({ context, search }) {
    const session = await context.queryClient.query({ ...sessionQuery, staleTime: 'static' })
    if (session) throw redirect({ href: inAppPath(search.redirect) })
  },
  component: SignInPage,
})

function SignInPage() {
  const t = useTranslations('signIn')
  const tApp = useTranslations('app')
  const { expired, redirect: wanted } = Route.useSearch()
  const router = useRouter()

  return (
    <div className={classes.page}>
      <header className={classes.brand}>
        <SignInArt />
        <p className={classes.name}>
          <Logo size={30} />
          {tApp('name')}
        </p>
        <div className={classes.pitch}>
          <p className={classes.slogan}>
            {t('pitch')}
            <br />
            {t('pitchEnd')}
          </p>
          <p className={classes.text}>{t('pitchText')}</p>
        </div>
      </header>
      <main className={classes.main}>
        <OfflineBanner />
        <div className={classes.corner}>
          <LanguageSwitch />
        </div>
        <div className={classes.card}>
          <p className={classes.smallName}>
            <span className={classes.mark}>
              <Logo size={26} />
            </span>
            {tApp('name')}
          </p>
          <h1 className={classes.title}>{t('welcome')}</h1>
          <Text c="dimmed" mb="xl" role={expired ? 'status' : undefined}>
            {expired ? t('expired') : t('subtitle')}
          </Text>
          <SignInForm onSignedIn={() => router.history.push(inAppPath(wanted))} />
          <Text c="dimmed" size="sm" mt="xl">
            {t('help')}
          </Text>
        </div>
      </main>
    </div>
  )
}
