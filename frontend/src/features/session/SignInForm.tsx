import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslations } from 'use-intl'

import { ApiProblem } from '@/lib/ApiProblem'
import { PasswordField } from '@/ui/PasswordField'

import { EntryProblem, useWait } from './EntryProblem'

import { useSignIn } from './useSignIn'

export function SignInForm({
  onSignedIn,
  onSecondFactor,
}: {
  onSignedIn: () => void
  /** The password was right; a code is needed as well. */
  onSecondFactor: (pendingToken: string) => void
}) {
  const t = useTranslations('signIn')
  const signIn = useSignIn()
  const wait = useWait(signIn.error)
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '', password: '' },
    validate: {
      email: (value) => {
        if (value.trim() === '') return t('emailMissing')
        return value.includes('@') ? null : t('emailOdd')
      },
      password: (value) => (value === '' ? t('passwordMissing') : null),
    },
  })

  const submit = form.onSubmit((values) => {
    signIn.mutate(
      { email: values.email.trim(), password: values.password },
      {
        onSuccess: (answer) => ('pending_token' in answer ? onSecondFactor(answer.pending_token) : onSignedIn()),
        onError(error) {
          if (ApiProblem.from(error).code === 'INVALID_CREDENTIALS') {
            const field = form.getInputNode('password')
            if (field instanceof HTMLInputElement) field.select()
          }
        },
      },
    )
  })

  return (
    <form onSubmit={submit} noValidate>
      <EntryProblem error={signIn.error} wait={wait} />
      <TextInput
        label={t('email')}
        type="email"
        name="email"
        size="md"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        key={form.key('email')}
        {...form.getInputProps('email')}
      />
      <PasswordField
        label={t('password')}
        name="password"
        mt="md"
        autoComplete="current-password"
        key={form.key('password')}
        {...form.getInputProps('password')}
      />
      <Button type="submit" size="md" fullWidth mt="xl" loading={signIn.isPending} disabled={wait > 0}>
        {t('submit')}
      </Button>
    </form>
  )
}
