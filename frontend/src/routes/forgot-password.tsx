import { Anchor, Stack } from '@mantine/core'
import { createFileRoute, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { EntryFrame } from '@/features/session/EntryFrame'
import { ForgottenForm } from '@/features/session/ForgottenForm'

export const Route = createFileRoute('/forgot-password')({ component: ForgotPasswordPage })

function ForgotPasswordPage() {
  const t = useTranslations('entry')
  const [sentTo, setSentTo] = useState<string | null>(null)

  return (
    <EntryFrame
      title={sentTo === null ? t('forgotTitle') : t('forgotSentTitle')}
      text={sentTo === null ? t('forgotHint') : t('forgotSentHint', { email: sentTo })}
      isNews={sentTo !== null}
    >
      {sentTo === null && <ForgottenForm onSent={setSentTo} />}
      <Stack mt="xl">
        <Anchor size="sm" c="dimmed" renderRoot={(props) => <Link to="/sign-in" {...props} />}>
          {t('backToSignIn')}
        </Anchor>
      </Stack>
    </EntryFrame>
  )
}
