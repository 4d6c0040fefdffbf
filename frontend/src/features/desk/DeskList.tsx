import { Button, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'

import { Confirm } from '@/ui/Confirm'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { TextSkeleton } from '@/ui/Skeletons'
import { useNotify } from '@/ui/useNotify'

import { DeskRow } from './DeskRow'

/** What a list calls its things: an answer, a label. */
type Words<Item> = {
  none: string
  add: string
  edit: (item: Item) => string
  remove: (item: Item) => string
  removeText: string
}

/** A list of things that operators share: each can be edited and deleted, and new ones added. */
export function DeskList<Item extends { id: string }>({
  mayWrite,
  items,
  remove,
  words,
  show,
  dialog,
}: {
  mayWrite: boolean
  items: UseQueryResult<Item[]>
  remove: UseMutationResult<unknown, Error, string>
  words: Words<Item>
  show: (item: Item) => ReactNode
  /** What edits one; null is a new one. */
  dialog: (item: Item | null, onClose: () => void) => ReactNode
}) {
  const t = useTranslations('desk')
  const tCommon = useTranslations('common')
  const { done } = useNotify()
  const [editing, setEditing] = useState<Item | 'new' | null>(null)
  const [deleting, setDeleting] = useState<Item | null>(null)

  if (items.isPending) return <TextSkeleton />
  if (items.isError) {
    return <ProblemNotice title={tCommon('loadFailed')} error={items.error} retry={items.refetch} />
  }
  return (
    <>
      {items.data.length === 0 && (
        <Text size="sm" c="dimmed" mb="sm">
          {words.none}
        </Text>
      )}
      <ul style={{ margin: 0, padding: 0 }}>
        {items.data.map((item) => (
          <DeskRow
            key={item.id}
            mayWrite={mayWrite}
            editLabel={words.edit(item)}
            deleteLabel={words.remove(item)}
            onEdit={() => setEditing(item)}
            onDelete={() => setDeleting(item)}
          >
            {show(item)}
          </DeskRow>
        ))}
      </ul>
      {mayWrite && (
        <Button mt="md" variant="default" leftSection={<IconPlus size={17} />} onClick={() => setEditing('new')}>
          {words.add}
        </Button>
      )}
      {editing !== null && dialog(editing === 'new' ? null : editing, () => setEditing(null))}
      {deleting && (
        <Confirm
          opened
          onClose={() => setDeleting(null)}
          title={words.remove(deleting)}
          text={words.removeText}
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
