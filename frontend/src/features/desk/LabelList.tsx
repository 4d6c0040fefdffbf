import { Chip, Group, Input, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { FormDialog } from '@/ui/FormDialog'
import { Tag, type TagColor } from '@/ui/Tag'
import { useNotify } from '@/ui/useNotify'

import { DeskList } from './DeskList'
import { type Label, useDeleteLabel, useLabels, useSaveLabel } from './useDesk'

const COLORS: readonly TagColor[] = ['gray', 'petrol', 'clay', 'red', 'green', 'blue', 'violet', 'yellow']

export function LabelList({ mayWrite }: { mayWrite: boolean }) {
  const t = useTranslations('desk')

  return (
    <DeskList
      mayWrite={mayWrite}
      items={useLabels()}
      remove={useDeleteLabel()}
      words={{
        none: t('noLabels'),
        add: t('newLabel'),
        edit: ({ name }) => t('editLabel', { name }),
        remove: ({ name }) => t('deleteLabel', { name }),
        removeText: t('deleteLabelText'),
      }}
      show={({ name, color }) => <Tag color={color}>{name}</Tag>}
      dialog={(label, onClose) => <LabelDialog label={label} onClose={onClose} />}
    />
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
