import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'

import { api } from '@/lib/api'

import { EntryProblem, useWait } from './EntryProblem'

/** Asks for a link. Whether somebody signs in with the address is not told to anybody. */
export function ForgottenForm({ onSent }: { onSent: (email: string) => void }) {
  const t = useTranslations()
  const ask = useMutation({
    mutationFn: (email: string) => api.POST('/api/auth/password-reset', { body: { email } }),
    onSuccess: (_answer, email) => onSent(email),
  })
  const wait = useWait(ask.error)
  const form = useForm({
    initialValues: { email: '' },
    validate: { email: (value) => (value.trim().includes('@') ? null : t('signIn.emailOdd')) },
  })

  return (
    <form onSubmit={form.onSubmit(({ email }) => ask.mutate(email.trim()))} noValidate>
      <EntryProblem error={ask.error} wait={wait} />
      <TextInput
        label={t('signIn.email')}
        type="email"
        size="md"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        {...form.getInputProps('email')}
      />
      <Button type="submit" size="md" fullWidth mt="xl" loading={ask.isPending} disabled={wait > 0}>
        {t('entry.forgotSend')}
      </Button>
    </form>
  )
}
