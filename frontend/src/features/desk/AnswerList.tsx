import { Button, Code, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { Confirm } from '@/ui/Confirm'
import { FormDialog } from '@/ui/FormDialog'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { TextSkeleton } from '@/ui/Skeletons'
import { useNotify } from '@/ui/useNotify'

import { DeskRow } from './DeskRow'
import { type Answer, useAnswers, useDeleteAnswer, useSaveAnswer } from './useDesk'

export function AnswerList({ mayWrite }: { mayWrite: boolean }) {
  const t = useTranslations('desk')
  const tCommon = useTranslations('common')
  const { done } = useNotify()
  const answers = useAnswers()
  const remove = useDeleteAnswer()
  const [editing, setEditing] = useState<Answer | 'new' | null>(null)
  const [deleting, setDeleting] = useState<Answer | null>(null)

  if (answers.isPending) return <TextSkeleton />
  if (answers.isError) {
    return <ProblemNotice title={tCommon('loadFailed')} error={answers.error} retry={answers.refetch} />
  }
  return (
    <>
      {answers.data.length === 0 && (
        <Text size="sm" c="dimmed" mb="sm">
          {t('noAnswers')}
        </Text>
      )}
      <ul style={{ margin: 0, padding: 0 }}>
        {answers.data.map((answer) => (
          <DeskRow
            key={answer.id}
            mayWrite={mayWrite}
            editLabel={t('editAnswer', { shortcut: answer.shortcut })}
            deleteLabel={t('deleteAnswer', { shortcut: answer.shortcut })}
            onEdit={() => setEditing(answer)}
            onDelete={() => setDeleting(answer)}
          >
            <Code>{`/${answer.shortcut}`}</Code>
            <Text size="sm" mt={4} lineClamp={3}>
              {answer.content}
            </Text>
          </DeskRow>
        ))}
      </ul>
      {mayWrite && (
        <Button mt="md" variant="default" leftSection={<IconPlus size={17} />} onClick={() => setEditing('new')}>
          {t('newAnswer')}
        </Button>
      )}
      {editing !== null && (
        <AnswerDialog answer={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
      {deleting && (
        <Confirm
          opened
          onClose={() => setDeleting(null)}
          title={t('deleteAnswer', { shortcut: deleting.shortcut })}
          text={t('deleteAnswerText')}
          action={tCommon('delete')}
          danger
          busy={remove.isPending}
          error={remove.error}
          onConfirm={() =>
            remove.mutate(deleting.id, {
              onSuccess() {
                setDeleting(null)
                done(t('deleted'))
              },
            })
          }
        />
      )}
    </>
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
