import { Code, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { FormDialog } from '@/ui/FormDialog'
import { useNotify } from '@/ui/useNotify'

import { DeskList } from './DeskList'
import { type Answer, useAnswers, useDeleteAnswer, useSaveAnswer } from './useDesk'

export function AnswerList({ mayWrite }: { mayWrite: boolean }) {
  const t = useTranslations('desk')

  return (
    <DeskList
      mayWrite={mayWrite}
      items={useAnswers()}
      remove={useDeleteAnswer()}
      words={{
        none: t('noAnswers'),
        add: t('newAnswer'),
        edit: ({ shortcut }) => t('editAnswer', { shortcut }),
        remove: ({ shortcut }) => t('deleteAnswer', { shortcut }),
        removeText: t('deleteAnswerText'),
      }}
      show={(answer) => (
        <>
          <Code>{`/${answer.shortcut}`}</Code>
          <Text size="sm" mt={4} lineClamp={3}>
            {answer.content}
          </Text>
        </>
      )}
      dialog={(answer, onClose) => <AnswerDialog answer={answer} onClose={onClose} />}
    />
  )
}

function AnswerDialog({ answer, onClose }: { answer: Answer | null; onClose: () => void }) {
  const t = useTranslations('desk')
  const tCommon = useTranslations('common')
  const { done } = useNotify()
  const save = useSaveAnswer(answer?.id ?? null)
  const [shortcut, setShortcut] = useState(answer?.shortcut ?? '')
  const [content, setContent] = useState(answer?.content ?? '')

  return (
    <FormDialog
      title={answer === null ? t('newAnswer') : t('editAnswer', { shortcut: answer.shortcut })}
      action={tCommon('save')}
      busy={save.isPending}
      error={save.error}
      disabled={shortcut === '' || content.trim() === ''}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(
          { shortcut, content },
          {
            onSuccess() {
              done(tCommon('saved'))
              onClose()
            },
          },
        )
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t('shortcut')}
          description={t('shortcutHint')}
          leftSection="/"
          maxLength={40}
          data-autofocus
          value={shortcut}
          onChange={(event) => setShortcut(event.currentTarget.value.toLowerCase().replace(/[^a-z0-9_-]/g, ''))}
        />
        <Textarea
          label={t('content')}
          autosize
          minRows={4}
          maxRows={12}
          maxLength={8000}
          value={content}
          onChange={(event) => setContent(event.currentTarget.value)}
        />
      </Stack>
    </FormDialog>
  )
}
