import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslations } from 'use-intl'

import { useNotify } from '@/ui/useNotify'
import { useProblemText } from '@/ui/useProblemText'

import { useAddPage } from './useKnowledge'

/** A public address, read in the background. */
export function AddPage({ onClose }: { onClose: () => void }) {
  const t = useTranslations()
  const notify = useNotify()
  const describe = useProblemText()
  const add = useAddPage()
  const form = useForm({
    initialValues: { url: '', name: '' },
    validate: { url: (url) => (/^https?:\/\/\S+\.\S+/i.test(url.trim()) ? null : t('knowledge.urlOdd')) },
  })

  function submit({ url, name }: typeof form.values) {
    add.mutate(
      { url: url.trim(), ...(name.trim() === '' ? {} : { name: name.trim() }) },
      {
        onSuccess: () => {
          notify.done(t('knowledge.pageAdded'))
          onClose()
        },
      },
    )
  }

  return (
    <Modal opened onClose={onClose} title={t('knowledge.addPage')} centered closeButtonProps={{ 'aria-label': t('app.close') }}>
      <form onSubmit={form.onSubmit(submit)} noValidate>
        <Stack gap="sm">
          <TextInput
            data-autofocus
            type="url"
            label={t('knowledge.url')}
            description={t('knowledge.urlHint')}
            required
            maxLength={2000}
            {...form.getInputProps('url')}
          />
          <TextInput label={t('knowledge.name')} description={t('knowledge.nameHint')} maxLength={300} {...form.getInputProps('name')} />
          {add.isError && (
            <Text role="alert" c="red" size="sm">
              {describe(add.error)}
            </Text>
          )}
        </Stack>
        <Group justify="flex-end" mt="lg" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('app.cancel')}
          </Button>
          <Button type="submit" loading={add.isPending}>
            {t('knowledge.add')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
