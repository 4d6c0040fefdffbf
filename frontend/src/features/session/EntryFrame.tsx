import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'

import { LanguageSwitch } from '@/ui/LanguageSwitch'
import { Logo } from '@/ui/Logo'
import { OfflineBanner } from '@/ui/OfflineBanner'
import { useTitle } from '@/ui/Page'

import classes from './EntryFrame.module.css'
import { SignInArt } from './SignInArt'

/** What stands around every page for people who are not signed in yet. */
export function EntryFrame({
  title,
  text,
  isNews = false,
  children,
}: {
  title: string
  text: string
  /** Whether the text tells something that has just happened. */
  isNews?: boolean
  children: ReactNode
}) {
  const t = useTranslations('signIn')
  const tApp = useTranslations('app')
  useTitle(title)

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
          <h1 className={classes.title}>{title}</h1>
          <Text c="dimmed" mb="xl" role={isNews ? 'status' : undefined}>
            {text}
          </Text>
          {children}
        </div>
      </main>
    </div>
  )
}
