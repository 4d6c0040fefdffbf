import {
  Button,
  ColorInput,
  Group,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Switch,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core'
import { useForm } from '@mantine/form'
import { lazy, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'

import { Confirm } from '@/ui/Confirm'
import { CopyField } from '@/ui/CopyField'
import { FormDialog } from '@/ui/FormDialog'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { useNotify } from '@/ui/useNotify'

import type { Inbox } from './useInboxSettings'
import { useRotateWebChatKey, useSaveWebChat, useWebChat, type WebChat } from './useWebChat'
import { COLOR, isOrigin, linesOf, patchOf, snippetOf, valuesOf } from './webChatForm'

const Preview = lazy(() => import('./WebChatPreview').then((it) => ({ default: it.WebChatPreview })))

export function WebChatDialog({ inbox, company, onClose }: { inbox: Inbox; company: string; onClose: () => void }) {
  const tCommon = useTranslations('common')
  const chat = useWebChat(inbox.id)

  if (chat.isPending) return null
  if (chat.isError) return <ProblemNotice title={tCommon('loadFailed')} error={chat.error} retry={chat.refetch} />
  return <Form key={inbox.id} inbox={inbox} company={company} chat={chat.data} onClose={onClose} />
}

function Form({ inbox, company, chat, onClose }: { inbox: Inbox; company: string; chat: WebChat; onClose: () => void }) {
  const t = useTranslations('webChat')
  const tCommon = useTranslations('common')
  const { done } = useNotify()
  const save = useSaveWebChat(inbox.id)
  const form = useForm({
    initialValues: valuesOf(chat),
    validate: {
      origins: (text, { enabled }) => {
        if (enabled && linesOf(text).length === 0) return t('originMissing')
        return linesOf(text).every(isOrigin) ? null : t('originWrong')
      },
      color: (color) => (COLOR.test(color) ? null : t('colorWrong')),
      privacy: (url) => (url.trim() === '' || /^https?:\/\/\S+$/.test(url.trim()) ? null : t('privacyWrong')),
    },
  })
  const { values } = form

  return (
    <FormDialog
      title={t('title', { name: inbox.name })}
      action={tCommon('save')}
      size="xl"
      busy={save.isPending}
      error={save.error}
      onClose={onClose}
      onSubmit={form.onSubmit((next) => save.mutate(patchOf(next), { onSuccess: () => done(tCommon('saved')) }))}
    >
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {t('intro')}
          </Text>
          <Switch label={t('enabled')} {...form.getInputProps('enabled', { type: 'checkbox' })} />
          <Textarea label={t('origins')} description={t('originsHint')} autosize minRows={2} {...form.getInputProps('origins')} />
          <TextInput label={t('name')} description={t('nameHint')} maxLength={60} {...form.getInputProps('title')} />
          <Group grow align="flex-start">
            <ColorInput label={t('color')} format="hex" withEyeDropper={false} {...form.getInputProps('color')} />
            <div>
              <Text size="sm" fw={500} id="web-chat-position">
                {t('position')}
              </Text>
              <SegmentedControl
                fullWidth
                aria-labelledby="web-chat-position"
                data={[
                  { value: 'left', label: t('left') },
                  { value: 'right', label: t('right') },
                ]}
                {...form.getInputProps('position')}
              />
            </div>
          </Group>
          <TextInput label={t('privacy')} description={t('privacyHint')} maxLength={500} {...form.getInputProps('privacy')} />
          <Snippet inboxId={inbox.id} publicKey={chat.public_key} />
        </Stack>
        <div>
          <Text size="sm" fw={500} mb={4}>
            {t('preview')}
          </Text>
          <Suspense fallback={<div style={{ height: '34rem' }} />}>
            <Preview
              title={values.title.trim() || company}
              color={COLOR.test(values.color) ? values.color : chat.color}
              position={values.position}
              greeting={inbox.greeting}
            />
          </Suspense>
        </div>
      </SimpleGrid>
    </FormDialog>
  )
}

function Snippet({ inboxId, publicKey }: { inboxId: string; publicKey: string | null }) {
  const t = useTranslations('webChat')
  const { done } = useNotify()
  const rotate = useRotateWebChatKey(inboxId)
  const [asking, setAsking] = useState(false)
  const { origin } = window.location

  if (publicKey === null) {
    return (
      <Text size="sm" c="dimmed">
        {t('snippetLater')}
      </Text>
    )
  }
  return (
    <div>
      <CopyField label={t('snippet')} value={snippetOf(origin, publicKey)} />
      <Text size="xs" c="dimmed" mt={4}>
        {t('snippetHint', { origin })}
      </Text>
      <Button variant="subtle" size="compact-sm" mt={6} onClick={() => setAsking(true)}>
        {t('rotate')}
      </Button>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('rotateTitle')}
        text={t('rotateText')}
        action={t('rotate')}
        danger
        busy={rotate.isPending}
        error={rotate.error}
        onConfirm={() =>
          rotate.mutate(undefined, {
            onSuccess() {
              setAsking(false)
              done(t('rotated'))
            },
          })
        }
      />
    </div>
  )
}
