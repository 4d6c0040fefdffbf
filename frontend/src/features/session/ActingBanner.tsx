import { Button } from '@mantine/core'
import { IconUserShield } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useNow, useTranslations } from 'use-intl'

import { api } from '@/lib/api'
import { forgetTab } from '@/lib/browserStorage'
import { useNotify } from '@/ui/useNotify'

import classes from './ActingBanner.module.css'
import type { Session } from './sessionQuery'

/** Says on every page that one works in a company for the platform, why, and for how long still. */
export function ActingBanner({ session }: { session: Session }) {
  const { acting, tenant } = session
  if (!acting || !tenant) return null
  return <Banner company={tenant.name} reason={acting.reason} until={acting.until} />
}

function Banner({ company, reason, until }: { company: string; reason: string; until: string }) {
  const t = useTranslations('acting')
  const { failed } = useNotify()
  const now = useNow({ updateInterval: 10_000 })
  const leftMs = new Date(until).getTime() - now.getTime()
  const over = leftMs <= 0
  const end = useMutation({
    mutationFn: () => api.DELETE('/api/auth/session/tenant'),
    onSuccess: leave,
    onError: failed(t('endFailed')),
  })

  useEffect(() => {
    if (over) leave()
  }, [over])

  return (
    <aside className={classes.banner} aria-label={t('label')}>
      <IconUserShield size={18} stroke={1.8} aria-hidden="true" className={classes.icon} />
      <p className={classes.text}>{t('banner', { company, reason })}</p>
      <span className={classes.left}>
        {t('leftLabel', { time: t('left', { minutes: Math.max(0, Math.floor(leftMs / 60_000)) }) })}
      </span>
      <Button size="compact-sm" variant="white" color="dark" loading={end.isPending} onClick={() => end.mutate()}>
        {t('end')}
      </Button>
    </aside>
  )
}

/** A new page, so that no data of the company stays in memory. */
function leave() {
  forgetTab()
  window.location.assign('/admin')
}
