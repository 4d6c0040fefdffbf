import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { createFileRoute, Link, useLocation, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { EntryFrame } from '@/features/session/EntryFrame'
import { NewPasswordForm } from '@/features/session/NewPasswordForm'

/** The link's token stands behind the #, which no server sees. */
export const Route = createFileRoute('/reset-password')({ component: ResetPasswordPage })

function ResetPasswordPage() {
  const t = useTranslations('entry')
  const token = useLocation({ select: (location) => location.hash })
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [gone, setGone] = useState(false)

  if (token === '' || gone) {
    return (
      <EntryFrame
        title={gone ? t('linkGoneTitle') : t('linkMissingTitle')}
        text={gone ? t('linkGoneHint') : t('linkMissingHint')}
        isNews
      >
        <Button size="md" fullWidth renderRoot={(props) => <Link to="/forgot-password" {...props} />}>
          {t('askNewLink')}
        </Button>
      </EntryFrame>
    )
  }

  return (
    <EntryFrame title={t('resetTitle')} text={t('resetHint')}>
      <NewPasswordForm
        token={token}
        onGone={() => setGone(true)}
        onDone={() => {
          // All sessions have ended, also one that was open here.
          queryClient.clear()
          void navigate({ to: '/sign-in', search: { renewed: true }, replace: true })
        }}
      />
    </EntryFrame>
  )
}
