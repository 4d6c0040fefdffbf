import { Checkbox, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslations } from 'use-intl'

import { FormDialog } from '@/ui/FormDialog'

import { CreatedKey } from './CreatedKey'
import { SCOPE_NAME } from './scopeName'
import { type Owner, type Scope, scopesOf, useCreateKey } from './useKeys'

const DAYS = [30, 90, 365] as const

export function NewKeyDialog({ of, onClose }: { of: Owner; onClose: () => void }) {
  const t = useTranslations('keys')
  const create = useCreateKey(of)
  const scopes = scopesOf(of)
  const form = useForm<{ name: string; days: string; scopes: Scope[] }>({
    initialValues: { name: '', days: '', scopes: of === 'company' ? ['chat', 'read'] : ['platform:read'] },
    validate: {
      name: (value) => (value.trim() === '' ? t('nameMissing') : null),
      scopes: (value) => (value.length === 0 ? t('noScope') : null),
    },
  })

  if (create.data) return <CreatedKey value={create.data.key} onKept={onClose} />
  return (
    <FormDialog
      title={t('new')}
      action={t('create')}
      busy={create.isPending}
      error={create.error}
      onClose={onClose}
      onSubmit={form.onSubmit(({ name, days, scopes: chosen }) =>
        create.mutate({ name: name.trim(), scopes: chosen, expires_at: inDays(days) }),
      )}
    >
      <Stack gap="md">
        <TextInput
          label={t('name')}
          description={t('nameHint')}
          maxLength={100}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Checkbox.Group
          label={t('scopes')}
          value={form.values.scopes}
          error={form.errors.scopes}
          onChange={(chosen) => form.setFieldValue('scopes', scopes.filter((scope) => chosen.includes(scope)))}
        >
          <Stack gap="sm" mt="xs">
            {scopes.map((scope) => (
              <Checkbox
                key={scope}
                value={scope}
                label={t(`scope.${SCOPE_NAME[scope]}.name`)}
                description={t(`scope.${SCOPE_NAME[scope]}.hint`)}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <Select
          label={t('expiry')}
          allowDeselect={false}
          data={[
            { value: '', label: t('forever') },
            ...DAYS.map((days) => ({ value: String(days), label: t('days', { days }) })),
          ]}
          {...form.getInputProps('days')}
        />
      </Stack>
    </FormDialog>
  )
}

function inDays(days: string): string | null {
  return days === '' ? null : new Date(Date.now() + Number(days) * 86_400_000).toISOString()
}
