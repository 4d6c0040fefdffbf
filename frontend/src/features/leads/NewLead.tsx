import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

import { useNotify } from '@/ui/useNotify'
import { useProblemText } from '@/ui/useProblemText'

import { useCreateLead } from './useLeadActions'

export function NewLead({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useTranslations()
  const notify = useNotify()
  const navigate = useNavigate()
  const describe = useProblemText()
  const create = useCreateLead()
  const form = useForm({
    initialValues: { phone: '', name: '', source: '' },
    validate: { phone: (phone) => (phone.trim() === '' ? t('leads.phoneMissing') : null) },
  })

  function close() {
    form.reset()
    create.reset()
    onClose()
  }

  function submit({ phone, name, source }: typeof form.values) {
    const lead = {
      phone,
      ...(name.trim() === '' ? {} : { name }),
      ...(source.trim() === '' ? {} : { source }),
    }
    create.mutate(lead, {
      onSuccess: ({ id }) => {
        notify.done(t('leads.createdDone'))
        close()
        void navigate({ to: '/leads/$leadId', params: { leadId: id } })
      },
    })
  }

  return (
    <Modal opened={opened} onClose={close} title={t('leads.new')} centered closeButtonProps={{ 'aria-label': t('app.close') }}>
      <form onSubmit={form.onSubmit(submit)} noValidate>
        <Stack gap="sm">
          <TextInput
            data-autofocus
            type="tel"
            label={t('leads.phone')}
            description={t('leads.phoneHint')}
            required
            {...form.getInputProps('phone')}
          />
          <TextInput label={t('leads.name')} maxLength={300} {...form.getInputProps('name')} />
          <TextInput
            label={t('leads.source')}
            placeholder={t('leads.sourceExample')}
            maxLength={300}
            {...form.getInputProps('source')}
          />
          {create.isError && (
            <Text role="alert" c="red" size="sm">
              {describe(create.error)}
            </Text>
          )}
        </Stack>
        <Group justify="flex-end" mt="lg" gap="sm">
          <Button variant="default" onClick={close}>
            {t('app.cancel')}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {t('leads.create')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
