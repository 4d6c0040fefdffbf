import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'
import { PasswordField } from '@/ui/PasswordField'

import { EntryProblem } from './EntryProblem'
import { useAcceptInvitation } from './useSignIn'

export function InvitationForm({
  token,
  invitation,
  onJoined,
}: {
  token: string
  invitation: Schema<'InvitationLook'>
  onJoined: () => void
}) {
  const t = useTranslations('entry')
  const accept = useAcceptInvitation()
  const form = useForm({
    initialValues: { name: invitation.name, password: '' },
    validate: { name: (value) => (value.trim() === '' ? t('nameMissing') : null) },
  })

  return (
    <form
      onSubmit={form.onSubmit(({ name, password }) =>
        accept.mutate({ token, name: name.trim(), password }, { onSuccess: onJoined }),
      )}
    >
      <EntryProblem error={accept.error} />
      {/* For password managers, which keep the pair. */}
      <input type="hidden" name="username" autoComplete="username" value={invitation.email} readOnly />
      <TextInput label={t('yourName')} size="md" autoComplete="name" maxLength={100} {...form.getInputProps('name')} />
      <PasswordField
        label={t('newPassword')}
        description={t('passwordHint')}
        mt="md"
        autoComplete="new-password"
        autoFocus
        required
        {...form.getInputProps('password')}
      />
      <Button type="submit" size="md" fullWidth mt="xl" loading={accept.isPending}>
        {t('join')}
      </Button>
    </form>
  )
}
