import { Button, Group, Switch, Text } from '@mantine/core'
import { IconPlus, IconRobot } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { Page } from '@/ui/Page'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { Tag } from '@/ui/Tag'

import { AgentDialog } from './AgentDialog'
import { AgentMenu } from './AgentMenu'
import { type Agent, useAgents } from './useAgents'

export function AgentsPage({ mayWrite }: { mayWrite: boolean }) {
  const t = useTranslations('agents')
  const tCommon = useTranslations('common')
  const [archived, setArchived] = useState(false)
  const [editing, setEditing] = useState<Agent | 'new' | null>(null)
  const agents = useAgents(archived)
  const newAgent = mayWrite && (
    <Button leftSection={<IconPlus size={17} />} onClick={() => setEditing('new')}>
      {t('new')}
    </Button>
  )

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
          {newAgent}
        </>
      }
    >
      {agents.isError ? (
        <ProblemNotice title={tCommon('loadFailed')} error={agents.error} retry={agents.refetch} />
      ) : (
        <DataTable
          label={t('title')}
          rows={agents.data}
          rowKey={(agent) => agent.id}
          {...(mayWrite ? { onOpen: setEditing } : {})}
          empty={
            <EmptyState icon={<IconRobot size={22} />} title={t('empty')} hint={t('emptyHint')}>
              {newAgent}
            </EmptyState>
          }
          columns={[
            { key: 'name', title: t('name'), cell: (agent) => <Name agent={agent} /> },
            { key: 'model', title: t('model'), optional: true, cell: (agent) => <Model agent={agent} /> },
            { key: 'where', title: '', optional: true, cell: (agent) => <Where agent={agent} /> },
            {
              key: 'menu',
              title: '',
              width: 48,
              cell: (agent) => mayWrite && <AgentMenu agent={agent} onEdit={() => setEditing(agent)} />,
            },
          ]}
        />
      )}
      {editing !== null && (
        <AgentDialog agent={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </Page>
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
