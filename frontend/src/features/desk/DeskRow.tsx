import { ActionIcon, Group } from '@mantine/core'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'

/** One thing in a list, with what one can do with it. */
export function DeskRow({
  mayWrite,
  editLabel,
  deleteLabel,
  onEdit,
  onDelete,
  children,
}: {
  mayWrite: boolean
  editLabel: string
  deleteLabel: string
  onEdit: () => void
  onDelete: () => void
  children: ReactNode
}) {
  return (
    <Group component="li" wrap="nowrap" py="xs" align="flex-start" style={{ borderBottom: '1px solid var(--line)' }}>
      <div style={{ flex: 1, minWidth: 0 }}>{children}</div>
      {mayWrite && (
        <Group gap={2} wrap="nowrap">
          <ActionIcon variant="subtle" color="gray" aria-label={editLabel} onClick={onEdit}>
            <IconPencil size={17} />
          </ActionIcon>
          <ActionIcon variant="subtle" color="gray" aria-label={deleteLabel} onClick={onDelete}>
            <IconTrash size={17} />
          </ActionIcon>
        </Group>
      )}
    </Group>
  )
}
