import { Alert, Button, Group, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslations } from 'use-intl'

import { PasswordField } from '@/ui/PasswordField'
import { useNotify } from '@/ui/useNotify'
import { useProblemText } from '@/ui/useProblemText'

import { usePasswordChange } from './useAccount'

export function PasswordForm({ email }: { email: string }) {
  const t = useTranslations('account')
  const describe = useProblemText()
  const { done } = useNotify()
  const change = usePasswordChange()
  const form = useForm({ initialValues: { old_password: '', new_password: '' } })

  const submit = form.onSubmit((values) =>
    change.mutate(values, {
      onSuccess() {
        form.reset()
        done(t('passwordChanged'))
      },
    }),
  )

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {change.isError && (
          <Alert color="red" variant="light" role="alert">
            {describe(change.error)}
          </Alert>
        )}
        {/* For password managers, which keep the pair. */}
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <PasswordField
          size="sm"
          label={t('oldPassword')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          {...form.getInputProps('old_password')}
        />
        <PasswordField
          size="sm"
          label={t('newPassword')}
          description={t('newPasswordHint')}
          autoComplete="new-password"
          required
          withAsterisk={false}
          {...form.getInputProps('new_password')}
        />
        <Group>
          <Button type="submit" loading={change.isPending} disabled={!form.isDirty()}>
            {t('changePassword')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
