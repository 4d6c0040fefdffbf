import { Group, Menu, Text } from '@mantine/core'
import { IconArchive, IconInbox, IconMessageCircle, IconPencil, IconRestore } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { ArchivablesPage } from '@/ui/ArchivablesPage'
import { Confirm } from '@/ui/Confirm'
import { RowMenu } from '@/ui/RowMenu'
import { Tag } from '@/ui/Tag'
import { useNotify } from '@/ui/useNotify'

import { InboxDialog } from './InboxDialog'
import { WebChatDialog } from './WebChatDialog'
import { choiceOf, type Inbox, useAgentChoices, useInboxAct, useInboxSettings } from './useInboxSettings'

export function InboxesPage({ mayWrite, company }: { mayWrite: boolean; company: string }) {
  const t = useTranslations('inboxes')
  const [archived, setArchived] = useState(false)
  const [editing, setEditing] = useState<Inbox | 'new' | null>(null)
  const [chatOf, setChatOf] = useState<Inbox | null>(null)
  const inboxes = useInboxSettings(archived)
  const agents = useAgentChoices()
  const answering = (inbox: Inbox) => {
    const id = choiceOf(agents.data ?? [], inbox.id)[inbox.default_agent_type]
    return agents.data?.find((agent) => agent.id === id)?.name ?? inbox.default_agent_type
  }

  return (
    <ArchivablesPage
      words={{
        title: t('title'),
        description: t('description'),
        new: t('new'),
        showArchived: t('showArchived'),
        empty: t('empty'),
        emptyHint: t('emptyHint'),
      }}
      icon={<IconInbox size={22} />}
      mayWrite={mayWrite}
      archived={archived}
      onArchived={setArchived}
      found={inboxes}
      onEdit={setEditing}
      menu={(inbox) => <InboxMenu inbox={inbox} onEdit={() => setEditing(inbox)} onChat={() => setChatOf(inbox)} />}
      columns={[
        { key: 'name', title: t('name'), cell: (inbox) => <Name inbox={inbox} /> },
        { key: 'type', title: t('type'), cell: (inbox) => <Answering inbox={inbox} name={answering(inbox)} /> },
        { key: 'hours', title: t('hours'), optional: true, cell: (inbox) => <OpenState inbox={inbox} /> },
      ]}
    >
      {editing !== null && agents.data && (
        <InboxDialog
          inbox={editing === 'new' ? null : editing}
          timezone={inboxes.data?.[0]?.timezone ?? 'UTC'}
          agents={agents.data}
          onClose={() => setEditing(null)}
        />
      )}
      {chatOf !== null && <WebChatDialog inbox={chatOf} company={company} onClose={() => setChatOf(null)} />}
    </ArchivablesPage>
  )
}

function Name({ inbox }: { inbox: Inbox }) {
  const t = useTranslations('inboxes')

  return (
    <Group gap="xs">
      <Text size="sm" fw={580}>
        {inbox.name}
      </Text>
      {inbox.archived_at !== null && <Tag>{t('archived')}</Tag>}
    </Group>
  )
}

function Answering({ inbox, name }: { inbox: Inbox; name: string }) {
  const t = useTranslations('inboxes')

  return (
    <>
      <Text size="sm">{name}</Text>
      {inbox.inherits_agent_type && (
        <Text size="xs" c="dimmed">
          {t('inherit')}
        </Text>
      )}
    </>
  )
}

function OpenState({ inbox }: { inbox: Inbox }) {
  const t = useTranslations('inboxes')
  if (inbox.business_hours === null) return <Text size="sm">{t('always')}</Text>
  return inbox.open_now ? <Tag color="green">{t('openNow')}</Tag> : <Tag color="yellow">{t('closedNow')}</Tag>
}

function InboxMenu({ inbox, onEdit, onChat }: { inbox: Inbox; onEdit: () => void; onChat: () => void }) {
  const t = useTranslations('inboxes')
  const tChat = useTranslations('webChat')
  const tCommon = useTranslations('common')
  const { done, failed } = useNotify()
  const act = useInboxAct()
  const [asking, setAsking] = useState(false)
  const { name, id: inboxId } = inbox

  return (
    // The row opens at a click; what happens in its menu is not one.
    <div onClick={(event) => event.stopPropagation()}>
      <RowMenu name={name}>
        <Menu.Item leftSection={<IconPencil size={17} />} onClick={onEdit}>
          {tCommon('edit')}
        </Menu.Item>
        {inbox.archived_at === null && (
          <Menu.Item leftSection={<IconMessageCircle size={17} />} onClick={onChat}>
            {tChat('menu')}
          </Menu.Item>
        )}
        {inbox.archived_at === null ? (
          <Menu.Item color="red" leftSection={<IconArchive size={17} />} onClick={() => setAsking(true)}>
            {t('archive')}
          </Menu.Item>
        ) : (
          <Menu.Item
            leftSection={<IconRestore size={17} />}
            onClick={() =>
              act.mutate(
                { act: 'restore', inboxId },
                { onSuccess: () => done(tCommon('saved')), onError: failed(t('failed')) },
              )
            }
          >
            {t('restore')}
          </Menu.Item>
        )}
      </RowMenu>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('archiveTitle', { name })}
        text={t('archiveText')}
        action={t('archive')}
        danger
        busy={act.isPending}
        error={act.error}
        onConfirm={() =>
          act.mutate(
            { act: 'archive', inboxId },
            {
              onSuccess() {
                setAsking(false)
                done(tCommon('saved'))
              },
            },
          )
        }
      />
    </div>
  )
}
