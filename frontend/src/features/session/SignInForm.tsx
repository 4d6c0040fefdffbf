import { Alert, Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconAlertCircle, IconEye, IconEyeOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { ApiProblem } from '@/lib/ApiProblem'
import { useProblemText } from '@/ui/useProblemText'

import { useSignIn } from './useSignIn'

export function SignInForm({ onSignedIn }: { onSignedIn: () => void }) {
  const t = useTranslations('signIn')
  const describe = useProblemText()
  const signIn = useSignIn()
  const [visible, setVisible] = useState(false)
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
        onSuccess: onSignedIn,
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
      {signIn.isError && (
        <Alert color="red" variant="light" role="alert" mb="lg" icon={<IconAlertCircle size={18} />}>
          {describe(signIn.error)}
        </Alert>
      )}
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
      <PasswordInput
        label={t('password')}
        name="password"
        size="md"
        mt="md"
        autoComplete="current-password"
        visible={visible}
        onVisibilityChange={setVisible}
        visibilityToggleIcon={({ reveal }) =>
          reveal ? (
            <IconEyeOff size={18} stroke={1.7} aria-hidden="true" />
          ) : (
            <IconEye size={18} stroke={1.7} aria-hidden="true" />
          )
        }
        visibilityToggleButtonProps={{ 'aria-label': visible ? t('hidePassword') : t('showPassword'), tabIndex: 0 }}
        key={form.key('password')}
        {...form.getInputProps('password')}
      />
      <Button type="submit" size="md" fullWidth mt="xl" loading={signIn.isPending}>
        {t('submit')}
      </Button>
    </form>
  )
}
