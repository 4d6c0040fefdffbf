import { Button, Group, Modal, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { api } from '@/lib/api'
import { useNotify } from '@/ui/useNotify'
import { useProblemText } from '@/ui/useProblemText'

import { inboxKeys } from './inboxKeys'

/** Keeps what is written as a ready answer for everybody. */
export function CannedForm({ text, onClose }: { text: string; onClose: () => void }) {
  const t = useTranslations('inbox')
  const tApp = useTranslations('app')
  const describe = useProblemText()
  const { done } = useNotify()
  const queryClient = useQueryClient()
  const [shortcut, setShortcut] = useState('')
  const [content, setContent] = useState(text.trim())
  const save = useMutation({
    mutationFn: () => api.POST('/api/canned-answers', { body: { shortcut, content } }),
    onSuccess() {
      void queryClient.invalidateQueries({ queryKey: inboxKeys.cannedAnswers() })
      done(t('saved', { text: shortcut }))
      onClose()
    },
  })

  return (
    <Modal opened onClose={onClose} title={t('cannedNew')} closeButtonProps={{ 'aria-label': tApp('close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <TextInput
          label={t('cannedShortcut')}
          description={t('cannedShortcutHint')}
          leftSection="/"
          value={shortcut}
          onChange={(event) => setShortcut(event.currentTarget.value.toLowerCase().replace(/[^a-z0-9_-]/g, ''))}
          maxLength={40}
          required
          data-autofocus
          error={save.isError && describe(save.error)}
        />
        <Textarea
          label={t('cannedText')}
          mt="md"
          autosize
          minRows={3}
          maxRows={10}
          required
          value={content}
          onChange={(event) => setContent(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="lg" gap="sm">
          <Button variant="default" onClick={onClose}>
            {tApp('cancel')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={shortcut === '' || content.trim() === ''}>
            {t('save')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
