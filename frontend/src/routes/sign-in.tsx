import { Anchor, Stack } from '@mantine/core'
import { createFileRoute, Link, redirect, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { CompanySignInForm } from '@/features/session/CompanySignInForm'
import { EntryFrame } from '@/features/session/EntryFrame'
import { SecondFactorForm } from '@/features/session/SecondFactorForm'
import { sessionQuery } from '@/features/session/sessionQuery'
import { SignInForm } from '@/features/session/SignInForm'
import { inAppPath } from '@/lib/inAppPath'

type Search = { redirect?: string; expired?: boolean; renewed?: boolean; way?: 'company' }

export const Route = createFileRoute('/sign-in')({
  validateSearch: (search: Record<string, unknown>): Search => ({
    ...(typeof search.redirect === 'string' ? { redirect: search.redirect } : {}),
    ...(search.expired === true ? { expired: true } : {}),
    ...(search.renewed === true ? { renewed: true } : {}),
    ...(search.way === 'company' ? { way: 'company' } : {}),
  }),
  async beforeLoad({ context, search }) {
    const session = await context.queryClient.query({ ...sessionQuery, staleTime: 'static' })
    if (session) throw redirect({ href: inAppPath(search.redirect) })
  },
  component: SignInPage,
})

function SignInPage() {
  const t = useTranslations('signIn')
  const tEntry = useTranslations('entry')
  const { expired = false, renewed = false, redirect: wanted, way } = Route.useSearch()
  const router = useRouter()
  const [pendingToken, setPendingToken] = useState<string | null>(null)
  const enter = () => router.history.push(inAppPath(wanted))

  if (pendingToken !== null) {
    return (
      <EntryFrame title={tEntry('secondTitle')} text={tEntry('secondHint')}>
        <SecondFactorForm pendingToken={pendingToken} onSignedIn={enter} onBack={() => setPendingToken(null)} />
      </EntryFrame>
    )
  }
  if (way === 'company') {
    return (
      <EntryFrame title={tEntry('ssoTitle')} text={tEntry('ssoHint')}>
        <CompanySignInForm />
        <Stack mt="xl">
          <Anchor size="sm" c="dimmed" renderRoot={(props) => <Link to="/sign-in" {...props} />}>
            {tEntry('backToSignIn')}
          </Anchor>
        </Stack>
      </EntryFrame>
    )
  }

  const news = expired ? t('expired') : tEntry('resetDone')
  return (
    <EntryFrame title={t('welcome')} text={expired || renewed ? news : t('subtitle')} isNews={expired || renewed}>
      <SignInForm onSignedIn={enter} onSecondFactor={setPendingToken} />
      <Stack mt="xl" gap="sm" align="flex-start">
        <Anchor size="sm" renderRoot={(props) => <Link to="/forgot-password" {...props} />}>
          {tEntry('forgotLink')}
        </Anchor>
        <Anchor size="sm" renderRoot={(props) => <Link to="/sign-in" search={{ way: 'company' }} {...props} />}>
          {tEntry('sso')}
        </Anchor>
      </Stack>
    </EntryFrame>
  )
}
