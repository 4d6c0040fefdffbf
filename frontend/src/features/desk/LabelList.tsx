import { Button, Chip, Group, Input, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { Confirm } from '@/ui/Confirm'
import { FormDialog } from '@/ui/FormDialog'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { TextSkeleton } from '@/ui/Skeletons'
import { Tag, type TagColor } from '@/ui/Tag'
import { useNotify } from '@/ui/useNotify'

import { DeskRow } from './DeskRow'
import { type Label, useDeleteLabel, useLabels, useSaveLabel } from './useDesk'

const COLORS: readonly TagColor[] = ['gray', 'petrol', 'clay', 'red', 'green', 'blue', 'violet', 'yellow']

export function LabelList({ mayWrite }: { mayWrite: boolean }) {
  const t = useTranslations('desk')
  const tCommon = useTranslations('common')
  const { done } = useNotify()
  const labels = useLabels()
  const remove = useDeleteLabel()
  const [editing, setEditing] = useState<Label | 'new' | null>(null)
  const [deleting, setDeleting] = useState<Label | null>(null)

  if (labels.isPending) return <TextSkeleton />
  if (labels.isError) {
    return <ProblemNotice title={tCommon('loadFailed')} error={labels.error} retry={labels.refetch} />
  }
  return (
    <>
      {labels.data.length === 0 && (
        <Text size="sm" c="dimmed" mb="sm">
          {t('noLabels')}
        </Text>
      )}
      <ul style={{ margin: 0, padding: 0 }}>
        {labels.data.map((label) => (
          <DeskRow
            key={label.id}
            mayWrite={mayWrite}
            editLabel={t('editLabel', { name: label.name })}
            deleteLabel={t('deleteLabel', { name: label.name })}
            onEdit={() => setEditing(label)}
            onDelete={() => setDeleting(label)}
          >
            <Tag color={label.color}>{label.name}</Tag>
          </DeskRow>
        ))}
      </ul>
      {mayWrite && (
        <Button mt="md" variant="default" leftSection={<IconPlus size={17} />} onClick={() => setEditing('new')}>
          {t('newLabel')}
        </Button>
      )}
      {editing !== null && <LabelDialog label={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
      {deleting && (
        <Confirm
          opened
          onClose={() => setDeleting(null)}
          title={t('deleteLabel', { name: deleting.name })}
          text={t('deleteLabelText')}
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

function LabelDialog({ label, onClose }: { label: Label | null; onClose: () => void }) {
  const t = useTranslations('desk')
  const tCommon = useTranslations('common')
  const { done } = useNotify()
  const save = useSaveLabel(label?.id ?? null)
  const [name, setName] = useState(label?.name ?? '')
  const [color, setColor] = useState<TagColor>(label?.color ?? 'petrol')

  return (
    <FormDialog
      title={label === null ? t('newLabel') : t('editLabel', { name: label.name })}
      action={tCommon('save')}
      size="sm"
      busy={save.isPending}
      error={save.error}
      disabled={name.trim() === ''}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(
          { name: name.trim(), color },
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
          label={t('labelName')}
          maxLength={40}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Input.Wrapper label={t('color')}>
          <Chip.Group value={color} onChange={(value) => setColor(COLORS.find((one) => one === value) ?? color)}>
            <Group gap="xs" mt={4}>
              {COLORS.map((one) => (
                <Chip key={one} value={one} size="xs">
                  {t(`colors.${one}`)}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
        </Input.Wrapper>
        <div>
          <Tag color={color}>{name.trim() || t('labelName')}</Tag>
        </div>
      </Stack>
    </FormDialog>
  )
}
