import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslations } from 'use-intl'

import type { Schema } from '@/lib/api'
import { CopyField } from '@/ui/CopyField'
import { FormDialog } from '@/ui/FormDialog'
import { useFieldErrors } from '@/ui/useFieldErrors'

import { slugOf } from './slugOf'
import { useCreateTenant } from './useTenants'

export function NewTenantDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('platform.tenants')
  const fieldErrors = useFieldErrors()
  const create = useCreateTenant()
  const form = useForm({
    initialValues: { name: '', slug: '', plan: '', adminName: '', adminEmail: '' },
    validate: {
      name: (value) => (value.trim() === '' ? t('nameMissing') : null),
      slug: (value) => (/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(value) ? null : t('slugOdd')),
      adminName: (value) => (value.trim() === '' ? t('nameMissing') : null),
      adminEmail: (value) => (/^\S+@\S+$/.test(value.trim()) ? null : t('emailOdd')),
    },
  })

  if (create.data) return <Created created={create.data} onKept={onClose} />
  return (
    <FormDialog
      title={t('new')}
      action={t('create')}
      busy={create.isPending}
      error={create.error}
      onClose={onClose}
      onSubmit={form.onSubmit(({ name, slug, plan, adminName, adminEmail }) =>
        create.mutate(
          {
            name: name.trim(),
            slug,
            plan: plan.trim() || null,
            inbox_name: t('firstInbox'),
            admin: { name: adminName.trim(), email: adminEmail.trim() },
          },
          { onError: (error) => form.setErrors(fieldErrors(error)) },
        ),
      )}
    >
      <Stack gap="md">
        <TextInput
          label={t('name')}
          maxLength={100}
          data-autofocus
          {...form.getInputProps('name')}
          onChange={(event) => {
            const name = event.currentTarget.value
            // Follows the name until somebody writes another one.
            if (form.values.slug === slugOf(form.values.name)) form.setFieldValue('slug', slugOf(name))
            form.setFieldValue('name', name)
          }}
        />
        <TextInput
          label={t('slug')}
          description={t('slugHint')}
          maxLength={63}
          spellCheck={false}
          {...form.getInputProps('slug')}
        />
        <TextInput label={t('plan')} description={t('planHint')} {...form.getInputProps('plan')} />
        <TextInput label={t('adminName')} maxLength={100} {...form.getInputProps('adminName')} />
        <TextInput label={t('adminEmail')} type="email" {...form.getInputProps('adminEmail')} />
      </Stack>
    </FormDialog>
  )
}

/** The only time that the link is shown: closing by accident would lose it. */
function Created({ created, onKept }: { created: Schema<'CompanyCreated'>; onKept: () => void }) {
  const t = useTranslations('platform.tenants')
  const link = created.invitation_link

  return (
    <Modal
      opened
      onClose={onKept}
      title={t('createdTitle', { name: created.company.name })}
      closeOnEscape={false}
      closeOnClickOutside={false}
      withCloseButton={false}
    >
      <Stack gap="md">
        <Text size="sm">{t(link === null ? 'createdSent' : 'createdText')}</Text>
        <CopyField label={t('createdEmail')} value={created.admin_email} />
        {link !== null && <CopyField label={t('createdLink')} value={link} />}
        <Group justify="flex-end">
          <Button onClick={onKept}>{t('kept')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
