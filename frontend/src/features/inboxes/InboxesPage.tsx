import { Button, Group, Menu, Switch, Text } from '@mantine/core'
import { IconArchive, IconInbox, IconMessageCircle, IconPencil, IconPlus, IconRestore } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { Confirm } from '@/ui/Confirm'
import { DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { Page } from '@/ui/Page'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { RowMenu } from '@/ui/RowMenu'
import { Tag } from '@/ui/Tag'
import { useNotify } from '@/ui/useNotify'

import { InboxDialog } from './InboxDialog'
import { WebChatDialog } from './WebChatDialog'
import { choiceOf, type Inbox, useAgentChoices, useInboxAct, useInboxSettings } from './useInboxSettings'

export function InboxesPage({ mayWrite, company }: { mayWrite: boolean; company: string }) {
  const t = useTranslations('inboxes')
  const tCommon = useTranslations('common')
  const [archived, setArchived] = useState(false)
  const [editing, setEditing] = useState<Inbox | 'new' | null>(null)
  const [chatOf, setChatOf] = useState<Inbox | null>(null)
  const inboxes = useInboxSettings(archived)
  const agents = useAgentChoices()
  const newInbox = mayWrite && (
    <Button leftSection={<IconPlus size={17} />} onClick={() => setEditing('new')}>
      {t('new')}
    </Button>
  )
  const answering = (inbox: Inbox) => {
    const id = choiceOf(agents.data ?? [], inbox.id)[inbox.default_agent_type]
    return agents.data?.find((agent) => agent.id === id)?.name
  }

  return (
    <Page
      title={t('title')}
      description={mayWrite ? t('description') : tCommon('readOnly')}
      wide
      actions={
        <>
          <Switch
            label={t('showArchived')}
            checked={archived}
            onChange={(event) => setArchived(event.currentTarget.checked)}
          />
          {newInbox}
        </>
      }
    >
      {inboxes.isError ? (
        <ProblemNotice title={tCommon('loadFailed')} error={inboxes.error} retry={inboxes.refetch} />
      ) : (
        <DataTable
          label={t('title')}
          rows={inboxes.data}
          rowKey={(inbox) => inbox.id}
          {...(mayWrite ? { onOpen: setEditing } : {})}
          empty={
            <EmptyState icon={<IconInbox size={22} />} title={t('empty')} hint={t('emptyHint')}>
              {newInbox}
            </EmptyState>
          }
          columns={[
            {
              key: 'name',
              title: t('name'),
              cell: (inbox) => (
                <Group gap="xs">
                  <Text size="sm" fw={580}>
                    {inbox.name}
                  </Text>
                  {inbox.archived_at !== null && <Tag>{t('archived')}</Tag>}
                </Group>
              ),
            },
            {
              key: 'type',
              title: t('type'),
              cell: (inbox) => (
                <>
                  <Text size="sm">{answering(inbox) ?? inbox.default_agent_type}</Text>
                  {inbox.inherits_agent_type && (
                    <Text size="xs" c="dimmed">
                      {t('inherit')}
                    </Text>
                  )}
                </>
              ),
            },
            { key: 'hours', title: t('hours'), optional: true, cell: (inbox) => <OpenState inbox={inbox} /> },
            {
              key: 'menu',
              title: '',
              width: 48,
              cell: (inbox) => mayWrite && <InboxMenu inbox={inbox} onEdit={() => setEditing(inbox)} onChat={() => setChatOf(inbox)} />,
            },
          ]}
        />
      )}
      {editing !== null && agents.data && (
        <InboxDialog
          inbox={editing === 'new' ? null : editing}
          timezone={inboxes.data?.[0]?.timezone ?? 'UTC'}
          agents={agents.data}
          onClose={() => setEditing(null)}
        />
      )}
      {chatOf !== null && <WebChatDialog inbox={chatOf} company={company} onClose={() => setChatOf(null)} />}
    </Page>
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
