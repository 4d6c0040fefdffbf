import { Button, Group, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'
import { LOCALES, type Locale } from '@/lib/locale'
import { useLocaleChoice } from '@/lib/LocaleProvider'
import { useNotify } from '@/ui/useNotify'

import { useProfile } from './useAccount'

export function ProfileForm({ user, onChanged }: { user: Schema<'UserView'>; onChanged: () => unknown }) {
  const t = useTranslations()
  const { locale, choose } = useLocaleChoice()
  const { done, failed } = useNotify()
  const profile = useProfile()
  const form = useForm<{ name: string; locale: Locale }>({
    initialValues: { name: user.name, locale: user.locale ?? locale },
    validate: { name: (value) => (value.trim() === '' ? t('entry.nameMissing') : null) },
  })

  const submit = form.onSubmit((values) =>
    profile.mutate(
      { ...values, name: values.name.trim() },
      {
        onSuccess() {
          form.resetDirty()
          done(t('common.saved'))
          void choose(values.locale)
          onChanged()
        },
        onError: failed(t('common.saveFailed')),
      },
    ),
  )

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput label={t('account.name')} maxLength={100} autoComplete="name" {...form.getInputProps('name')} />
        <TextInput label={t('account.email')} value={user.email} readOnly variant="filled" />
        <Select
          label={t('account.language')}
          description={t('account.languageHint')}
          data={LOCALES.map((one) => ({ value: one, label: t(`locale.${one}`) }))}
          allowDeselect={false}
          {...form.getInputProps('locale')}
        />
        <Group>
          <Button type="submit" loading={profile.isPending} disabled={!form.isDirty()}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
