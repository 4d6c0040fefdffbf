import { Group, Text } from '@mantine/core'
import { IconRobot } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { ArchivablesPage } from '@/ui/ArchivablesPage'
import { Tag } from '@/ui/Tag'

import { AgentDialog } from './AgentDialog'
import { AgentMenu } from './AgentMenu'
import { type Agent, useAgents } from './useAgents'

export function AgentsPage({ mayWrite }: { mayWrite: boolean }) {
  const t = useTranslations('agents')
  const [archived, setArchived] = useState(false)
  const [editing, setEditing] = useState<Agent | 'new' | null>(null)
  const agents = useAgents(archived)

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
      icon={<IconRobot size={22} />}
      mayWrite={mayWrite}
      archived={archived}
      onArchived={setArchived}
      found={agents}
      onEdit={setEditing}
      menu={(agent) => <AgentMenu agent={agent} onEdit={() => setEditing(agent)} />}
      columns={[
        { key: 'name', title: t('name'), cell: (agent) => <Name agent={agent} /> },
        { key: 'model', title: t('model'), optional: true, cell: (agent) => <Model agent={agent} /> },
        { key: 'where', title: '', optional: true, cell: (agent) => <Where agent={agent} /> },
      ]}
    >
      {editing !== null && (
        <AgentDialog agent={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </ArchivablesPage>
  )
}

function Name({ agent }: { agent: Agent }) {
  const t = useTranslations('agents')

  return (
    <>
      <Group gap="xs">
        <Text size="sm" fw={580}>
          {agent.name}
        </Text>
        {agent.is_default && <Tag color="petrol">{t('isDefault')}</Tag>}
        {agent.archived_at !== null && <Tag>{t('archived')}</Tag>}
      </Group>
      <Text size="xs" c="dimmed">
        {t(agent.agent_type)}
      </Text>
    </>
  )
}

function Model({ agent }: { agent: Agent }) {
  const t = useTranslations('agents')
  if (agent.provider === null) return <Text size="sm">{t('usesPlatform')}</Text>

  return (
    <>
      <Text size="sm">{agent.model ?? agent.provider}</Text>
      <Text size="xs" c="dimmed">
        {agent.provider}
      </Text>
    </>
  )
}

function Where({ agent }: { agent: Agent }) {
  const t = useTranslations('agents')
  const count = agent.inbox_ids.length

  return (
    <Text size="sm" c="dimmed">
      {agent.is_default && t('everywhere')}
      {!agent.is_default && (count > 0 ? t('inInboxes', { count }) : t('nowhere'))}
    </Text>
  )
}
