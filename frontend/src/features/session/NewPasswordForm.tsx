import { Button } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'

import { api } from '@/lib/api'
import { PasswordField } from '@/ui/PasswordField'

import { EntryProblem } from './EntryProblem'

/** Sets the password that a link lets one choose. */
export function NewPasswordForm({ token, onDone, onGone }: { token: string; onDone: () => void; onGone: () => void }) {
  const t = useTranslations('entry')
  const save = useMutation({
    mutationFn: (password: string) => api.POST('/api/auth/password-reset/complete', { body: { token, password } }),
    onSuccess: onDone,
    onError(error) {
      if ('status' in error && error.status === 410) onGone()
    },
  })
  const form = useForm({ initialValues: { password: '' } })

  return (
    <form onSubmit={form.onSubmit(({ password }) => save.mutate(password))}>
      <EntryProblem error={save.error} />
      <PasswordField
        label={t('newPassword')}
        description={t('passwordHint')}
        autoComplete="new-password"
        autoFocus
        required
        {...form.getInputProps('password')}
      />
      <Button type="submit" size="md" fullWidth mt="xl" loading={save.isPending}>
        {t('savePassword')}
      </Button>
    </form>
  )
}
