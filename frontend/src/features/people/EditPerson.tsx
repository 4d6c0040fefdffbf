import { Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslations } from 'use-intl'

import { FormDialog } from '@/ui/FormDialog'
import { useNotify } from '@/ui/useNotify'

import { type GivenRole, RoleChoice } from './RoleChoice'
import { type Person, usePersonEdit } from './usePeople'

export function EditPerson({ person, role, onClose }: { person: Person; role: GivenRole; onClose: () => void }) {
  const t = useTranslations()
  const { done } = useNotify()
  const edit = usePersonEdit(person.id)
  const form = useForm<{ name: string; role: GivenRole }>({
    initialValues: { name: person.name, role },
    validate: { name: (value) => (value.trim() === '' ? t('entry.nameMissing') : null) },
  })

  return (
    <FormDialog
      title={t('people.editTitle', { name: person.name })}
      action={t('common.save')}
      busy={edit.isPending}
      error={edit.error}
      onClose={onClose}
      onSubmit={form.onSubmit((values) =>
        edit.mutate(values, {
          onSuccess() {
            done(t('common.saved'))
            onClose()
          },
        }),
      )}
    >
      <Stack gap="md">
        <TextInput label={t('people.name')} maxLength={100} data-autofocus {...form.getInputProps('name')} />
        <RoleChoice value={form.values.role} onChange={(chosen) => form.setFieldValue('role', chosen)} />
      </Stack>
    </FormDialog>
  )
}
