import { Anchor, Button, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { ApiProblem } from '@/lib/ApiProblem'

import { EntryProblem, useWait } from './EntryProblem'
import { useSecondFactor } from './useSignIn'

/** The second step: a code of the app, or one of the recovery codes. */
export function SecondFactorForm({
  pendingToken,
  onSignedIn,
  onBack,
}: {
  pendingToken: string
  onSignedIn: () => void
  onBack: () => void
}) {
  const t = useTranslations('entry')
  const [recovery, setRecovery] = useState(false)
  const confirm = useSecondFactor()
  const wait = useWait(confirm.error)
  const isOver = ApiProblem.from(confirm.error).code === 'SIGN_IN_STEP_EXPIRED'
  const form = useForm({
    initialValues: { code: '' },
    validate: { code: (value) => (value.trim().length < 6 ? t('codeMissing') : null) },
  })

  function send(code: string) {
    confirm.mutate(
      { pending_token: pendingToken, code: code.trim() },
      { onSuccess: onSignedIn, onError: () => form.setFieldValue('code', '') },
    )
  }

  return (
    <form onSubmit={form.onSubmit(({ code }) => send(code))} noValidate>
      <EntryProblem error={confirm.error} wait={wait} />
      <TextInput
        key={recovery ? 'recovery' : 'app'}
        label={recovery ? t('recoveryCode') : t('code')}
        description={recovery ? t('recoveryHint') : undefined}
        size="md"
        autoFocus
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        disabled={isOver}
        {...(recovery ? {} : { inputMode: 'numeric', maxLength: 7 })}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', letterSpacing: '0.12em' } }}
        {...form.getInputProps('code')}
      />
      <Stack gap="md" mt="xl" align="stretch">
        {isOver ? (
          <Button size="md" onClick={onBack}>
            {t('backToSignIn')}
          </Button>
        ) : (
          <Button type="submit" size="md" loading={confirm.isPending} disabled={wait > 0}>
            {t('confirm')}
          </Button>
        )}
        {!isOver && (
          <Anchor component="button" type="button" size="sm" onClick={() => setRecovery(!recovery)}>
            {recovery ? t('useApp') : t('useRecovery')}
          </Anchor>
        )}
        {!isOver && (
          <Anchor component="button" type="button" size="sm" c="dimmed" onClick={onBack}>
            {t('backToSignIn')}
          </Anchor>
        )}
      </Stack>
    </form>
  )
}
