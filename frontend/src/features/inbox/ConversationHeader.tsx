import { ActionIcon, Button, Menu, Tooltip, UnstyledButton } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import {
  IconArrowBackUp,
  IconArrowLeft,
  IconCheck,
  IconChevronDown,
  IconDots,
  IconHandStop,
  IconLayoutSidebarRight,
  IconMailOpened,
  IconRobot,
  IconSparkles,
  IconUser,
  IconUserOff,
} from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { api } from '@/lib/api'
import { formatPhone } from '@/lib/phone'
import { ContactAvatar } from '@/ui/messages/ContactAvatar'

import classes from './ConversationHeader.module.css'
import type { PanelName } from './ConversationView'
import { useInbox } from './InboxContext'
import type { Conversation } from './pages'
import { type Action, useActions } from './useActions'
import { usePeople } from './useDesk'

export function ConversationHeader({
  conversation,
  panel,
  onPanel,
}: {
  conversation: Conversation
  panel: PanelName | null
  onPanel: (panel: PanelName | null) => void
}) {
  const t = useTranslations('inbox')
  const { search, mayWrite } = useInbox()
  const { contact_name: name, contact_phone: phone } = conversation

  return (
    <header className={classes.header}>
      <ActionIcon
        className={classes.back}
        variant="subtle"
        color="gray"
        size={38}
        aria-label={t('back')}
        renderRoot={(props) => <Link to="/conversations" search={search} {...props} />}
      >
        <IconArrowLeft size={20} stroke={1.7} />
      </ActionIcon>
      <span className={classes.avatar}>
        <ContactAvatar name={name} size={36} />
      </span>
      <div className={classes.words}>
        <h2 className={classes.name}>{name ?? formatPhone(phone)}</h2>
        <p className={classes.state}>
          <Handling conversation={conversation} />
        </p>
      </div>
      <div className={classes.actions}>
        {mayWrite && !conversation.erased && <WriterActions conversation={conversation} />}
        <PanelButton name="copilot" Icon={IconSparkles} panel={panel} onPanel={onPanel} />
        <PanelButton name="details" Icon={IconLayoutSidebarRight} panel={panel} onPanel={onPanel} />
      </div>
    </header>
  )
}

function PanelButton({
  name,
  Icon,
  panel,
  onPanel,
}: {
  name: PanelName
  Icon: typeof IconSparkles
  panel: PanelName | null
  onPanel: (panel: PanelName | null) => void
}) {
  const t = useTranslations('inbox')
  const open = panel === name

  return (
    <Tooltip label={t(name)}>
      <ActionIcon
        variant={open ? 'light' : 'subtle'}
        color={open ? 'petrol' : 'gray'}
        size={36}
        aria-label={t(name)}
        aria-pressed={open}
        onClick={() => onPanel(open ? null : name)}
      >
        <Icon size={19} stroke={1.7} />
      </ActionIcon>
    </Tooltip>
  )
}

/** Who answers, in words: the one thing that must never be unclear. */
function Handling({ conversation }: { conversation: Conversation }) {
  const t = useTranslations('inbox')
  const { myId } = useInbox()
  const { status, handled_by: by, assignee_user_id: assignee, assignee_name: name } = conversation

  if (status === 'closed') return <span className={classes.mark}>{t('resolved')}</span>
  if (by === 'agent') {
    return (
      <span className={classes.mark} data-by="agent">
        <IconRobot size={14} stroke={1.8} aria-hidden="true" />
        {t('withAgent')}
      </span>
    )
  }
  return (
    <span className={classes.mark} data-by={assignee ? 'human' : 'nobody'} title={conversation.handoff_reason ?? undefined}>
      <IconUser size={14} stroke={1.8} aria-hidden="true" />
      {!assignee && t('waitingFor')}
      {assignee && (assignee === myId ? t('withYou') : t('withPerson', { name: name ?? t('someone') }))}
    </span>
  )
}

function WriterActions({ conversation }: { conversation: Conversation }) {
  const t = useTranslations('inbox')
  const { myId } = useInbox()
  const actions = useActions(conversation.id, myId)
  const busy = actions.isPending
  const doing = actions.variables?.do
  const open = conversation.status === 'open'
  const act = (action: Action) => {
    if (!busy) actions.mutate(action)
  }
  const hand = (): Action => ({ do: conversation.handled_by === 'agent' ? 'takeOver' : 'release' })

  useHotkeys([
    ['T', () => open && act(hand())],
    ['E', () => act({ do: open ? 'resolve' : 'reopen' })],
    ['A', () => open && act({ do: 'assign', userId: myId })],
  ])

  return (
    <>
      {open && <Assignee conversation={conversation} act={act} />}
      {open && conversation.handled_by === 'agent' && (
        <Button
          size="xs"
          leftSection={<IconHandStop size={16} stroke={1.8} />}
          loading={busy && doing === 'takeOver'}
          onClick={() => act({ do: 'takeOver' })}
        >
          {t('takeOver')}
        </Button>
      )}
      {open && conversation.handled_by === 'human' && (
        <Button
          size="xs"
          variant="default"
          className={classes.secondary}
          leftSection={<IconArrowBackUp size={16} stroke={1.8} />}
          loading={busy && doing === 'release'}
          onClick={() => act({ do: 'release' })}
        >
          {t('release')}
        </Button>
      )}
      <Button
        size="xs"
        variant={open && conversation.handled_by === 'human' ? 'filled' : 'default'}
        className={open && conversation.handled_by === 'agent' ? classes.secondary : undefined}
        leftSection={open ? <IconCheck size={16} stroke={1.9} /> : <IconArrowBackUp size={16} stroke={1.8} />}
        loading={busy && (doing === 'resolve' || doing === 'reopen')}
        onClick={() => act({ do: open ? 'resolve' : 'reopen' })}
      >
        {open ? t('resolve') : t('reopen')}
      </Button>
      <MoreMenu conversation={conversation} act={act} />
    </>
  )
}

function Assignee({ conversation, act }: { conversation: Conversation; act: (action: Action) => void }) {
  const t = useTranslations('inbox')
  const { myId } = useInbox()
  const [opened, setOpened] = useState(false)
  const name = conversation.assignee_name ?? t('nobody')

  return (
    <Menu position="bottom-end" width={240} shadow="md" opened={opened} onChange={setOpened}>
      <Menu.Target>
        <UnstyledButton className={classes.assignee} title={t('assign', { name })}>
          {conversation.assignee_user_id ? (
            <ContactAvatar name={conversation.assignee_name} size={22} />
          ) : (
            <IconUserOff size={16} stroke={1.7} aria-hidden="true" />
          )}
          <span className={classes.assigneeName}>{name}</span>
          <IconChevronDown size={14} stroke={1.8} aria-hidden="true" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
        <Menu.Item leftSection={<IconUser size={16} />} onClick={() => act({ do: 'assign', userId: myId })}>
          {t('assignMe')}
        </Menu.Item>
        <Menu.Item leftSection={<IconUserOff size={16} />} onClick={() => act({ do: 'assign', userId: null })}>
          {t('nobody')}
        </Menu.Item>
        {opened && <People current={conversation.assignee_user_id} act={act} />}
      </Menu.Dropdown>
    </Menu>
  )
}

function People({ current, act }: { current: string | null; act: (action: Action) => void }) {
  const { myId } = useInbox()
  const people = usePeople()
  const others = people.data?.filter(({ id, role }) => id !== myId && role !== 'VIEWER') ?? []
  if (others.length === 0) return null

  return (
    <>
      <Menu.Divider />
      {others.map(({ id, name }) => (
        <Menu.Item
          key={id}
          leftSection={<ContactAvatar name={name} size={22} />}
          rightSection={current === id && <IconCheck size={15} />}
          onClick={() => act({ do: 'assign', userId: id })}
        >
          {name}
        </Menu.Item>
      ))}
    </>
  )
}

function MoreMenu({ conversation, act }: { conversation: Conversation; act: (action: Action) => void }) {
  const t = useTranslations('inbox')
  const { search } = useInbox()
  const navigate = useNavigate()
  const open = conversation.status === 'open'

  async function markUnread() {
    // First away: an open conversation is read.
    await navigate({ to: '/conversations', search })
    await api.PUT('/api/conversations/{conversation_id}/unread', {
      params: { path: { conversation_id: conversation.id } },
      body: { message_index: Math.max(1, conversation.message_count) },
    })
  }

  return (
    <Menu position="bottom-end" width={220} shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('more')}>
          <IconDots size={19} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconMailOpened size={16} />} onClick={() => void markUnread()}>
          {t('markUnread')}
        </Menu.Item>
        {open && conversation.handled_by === 'human' && (
          <Menu.Item leftSection={<IconRobot size={16} />} onClick={() => act({ do: 'release' })}>
            {t('release')}
          </Menu.Item>
        )}
        {open && (
          <Menu.Item leftSection={<IconCheck size={16} />} onClick={() => act({ do: 'resolve' })}>
            {t('resolve')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
