import { Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslations } from 'use-intl'

import { FormDialog } from '@/ui/FormDialog'

import { HandOver } from './HandOver'
import { type GivenRole, RoleChoice } from './RoleChoice'
import { useInvite } from './usePeople'

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('people')
  const tEntry = useTranslations('entry')
  const invite = useInvite()
  const form = useForm<{ email: string; name: string; role: GivenRole }>({
    initialValues: { email: '', name: '', role: 'TENANT_USER' },
    validate: {
      email: (value) => (/^\S+@\S+$/.test(value.trim()) ? null : t('emailOdd')),
      name: (value) => (value.trim() === '' ? tEntry('nameMissing') : null),
    },
  })

  if (invite.data) {
    const { email, link } = invite.data
    return (
      <HandOver
        title={t('sentTitle')}
        link={link}
        linkText={t('linkText', { email })}
        mailText={t('mailed', { email })}
        onClose={onClose}
      />
    )
  }
  return (
    <FormDialog
      title={t('inviteTitle')}
      action={t('send')}
      busy={invite.isPending}
      error={invite.error}
      onClose={onClose}
      onSubmit={form.onSubmit(({ email, name, role }) =>
        invite.mutate({ email: email.trim(), name: name.trim(), role }),
      )}
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t('inviteText')}
        </Text>
        <TextInput label={t('name')} maxLength={100} data-autofocus {...form.getInputProps('name')} />
        <TextInput
          label={t('email')}
          type="email"
          autoCapitalize="none"
          spellCheck={false}
          {...form.getInputProps('email')}
        />
        <RoleChoice value={form.values.role} onChange={(role) => form.setFieldValue('role', role)} />
      </Stack>
    </FormDialog>
  )
}
