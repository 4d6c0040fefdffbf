import { useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'
import { Page } from '@/ui/Page'
import { Section } from '@/ui/Section'

import { OpenSessions } from './OpenSessions'
import { PasswordForm } from './PasswordForm'
import { ProfileForm } from './ProfileForm'
import { SecondFactor } from './SecondFactor'
import { WeeklyReport } from './WeeklyReport'

type User = Schema<'UserView'>

/** `onChanged`: what the session says about this person is out of date. */
export function AccountPage({ user, onChanged }: { user: User; onChanged: () => unknown }) {
  const t = useTranslations('account')
  const tWeekly = useTranslations('weekly')

  return (
    <Page title={t('title')} description={t('description')}>
      <Section title={t('profile')} hint={t('profileHint')}>
        <ProfileForm user={user} onChanged={onChanged} />
      </Section>
      <Section title={t('password')} hint={user.has_password ? t('passwordHint') : t('noPassword')}>
        {user.has_password && <PasswordForm email={user.email} />}
      </Section>
      {user.has_password && (
        <Section title={t('factor')} hint={t('factorHint')}>
          <SecondFactor on={user.second_factor} onChanged={onChanged} />
        </Section>
      )}
      {user.role !== 'MASTER' && (
        <Section title={tWeekly('title')} hint={tWeekly('hint')}>
          <WeeklyReport />
        </Section>
      )}
      <Section title={t('sessions')} hint={t('sessionsHint')}>
        <OpenSessions />
      </Section>
    </Page>
  )
}
