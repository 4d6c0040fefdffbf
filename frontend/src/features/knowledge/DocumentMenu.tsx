import { ActionIcon, FileButton, Menu } from '@mantine/core'
import { IconDotsVertical, IconDownload, IconRefresh, IconReplace, IconTrash } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'

import { Confirm } from '@/ui/Confirm'
import { useNotify } from '@/ui/useNotify'

import { type Document, isWorking } from './KnowledgeSearch'
import type { UploadQueue } from './UploadQueue'
import { useDelete, useRetry } from './useKnowledge'

/** What can be done with one document. */
export function DocumentMenu({
  document,
  queue,
  onDeleted,
}: {
  document: Document
  queue: UploadQueue
  onDeleted?: () => void
}) {
  const t = useTranslations('knowledge')
  const notify = useNotify()
  const retry = useRetry()
  const remove = useDelete()
  const [asked, setAsked] = useState(false)
  const choose = useRef<() => void>(null)
  const file = document.source_kind === 'file'

  return (
    // Clicks in here are not clicks on the row.
    <span onClick={(event) => event.stopPropagation()} role="presentation">
      <FileButton
        onChange={(chosen) => chosen && queue.add([chosen], document.name)}
        {...(ending(document.name) ? { accept: ending(document.name) } : {})}
        inputProps={{ 'aria-label': t('replace') }}
      >
        {({ onClick }) => {
          choose.current = onClick
          return null
        }}
      </FileButton>
      <Menu position="bottom-end" width={220} shadow="md">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={32} aria-label={t('menu', { name: document.name })}>
            <IconDotsVertical size={17} stroke={1.8} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {file && (
            <Menu.Item leftSection={<IconReplace size={17} stroke={1.7} />} onClick={() => choose.current?.()}>
              {t('replace')}
            </Menu.Item>
          )}
          {(!file || document.state === 'failed') && (
            <Menu.Item
              leftSection={<IconRefresh size={17} stroke={1.7} />}
              disabled={isWorking(document)}
              onClick={() => retry.mutate(document.id)}
            >
              {t('readAgain')}
            </Menu.Item>
          )}
          {document.bytes !== null && (
            <Menu.Item
              component="a"
              href={`/api/knowledge/documents/${document.id}/file`}
              download
              leftSection={<IconDownload size={17} stroke={1.7} />}
            >
              {t('download')}
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item color="red" leftSection={<IconTrash size={17} stroke={1.7} />} onClick={() => setAsked(true)}>
            {t('delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Confirm
        opened={asked}
        onClose={() => setAsked(false)}
        title={t('deleteTitle')}
        text={t('deleteText', { name: document.name })}
        action={t('delete')}
        danger
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() =>
          remove.mutate(document.id, {
            onSuccess: () => {
              setAsked(false)
              notify.done(t('deleted'))
              onDeleted?.()
            },
          })
        }
      />
    </span>
  )
}

/** ".pdf" of a name: a document is replaced by its own kind of file. */
function ending(name: string): string {
  return /\.[a-z]{2,8}$/i.exec(name)?.[0] ?? ''
}
