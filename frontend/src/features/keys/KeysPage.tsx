import { Button, Code, Group, Text } from '@mantine/core'
import { IconKey, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useNow, useTranslations } from 'use-intl'

import { DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { Moment } from '@/ui/Moment'
import { Page } from '@/ui/Page'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { Tag } from '@/ui/Tag'

import { KeyMenu } from './KeyMenu'
import { keyState } from './keyState'
import { NewKeyDialog } from './NewKeyDialog'
import { SCOPE_NAME } from './scopeName'
import { type Owner, useKeys } from './useKeys'

const COLORS = { active: 'green', revoked: 'gray', expired: 'gray', ending: 'yellow' } as const

export function KeysPage({ of }: { of: Owner }) {
  const t = useTranslations('keys')
  const tCommon = useTranslations('common')
  const keys = useKeys(of)
  const now = useNow({ updateInterval: 60_000 })
  const [making, setMaking] = useState(false)
  const newKey = (
    <Button leftSection={<IconPlus size={17} />} onClick={() => setMaking(true)}>
      {t('new')}
    </Button>
  )

  return (
    <Page
      title={t('title')}
      description={of === 'platform' ? t('platformDescription') : t('description')}
      wide
      actions={newKey}
    >
      {keys.isError ? (
        <ProblemNotice title={tCommon('loadFailed')} error={keys.error} retry={keys.refetch} />
      ) : (
        <DataTable
          label={t('title')}
          rows={keys.data}
          rowKey={(key) => key.id}
          empty={
            <EmptyState icon={<IconKey size={22} />} title={t('empty')} hint={t('emptyHint')}>
              {newKey}
            </EmptyState>
          }
          columns={[
            {
              key: 'name',
              title: t('name'),
              cell: (key) => (
                <>
                  <Text size="sm" fw={580}>
                    {key.name}
                  </Text>
                  <Code fz="xs">{`${key.prefix}…`}</Code>
                </>
              ),
            },
            {
              key: 'scopes',
              title: t('scopes'),
              optional: true,
              cell: (key) => (
                <Group gap={4}>
                  {key.scopes.map((scope) => (
                    <Tag key={scope}>{t(`scope.${SCOPE_NAME[scope]}.name`)}</Tag>
                  ))}
                </Group>
              ),
            },
            { key: 'use', title: t('lastUse'), optional: true, cell: (key) => <Moment at={key.last_used_at} /> },
            {
              key: 'expires',
              title: t('expires'),
              optional: true,
              cell: (key) => <Moment at={key.expires_at} empty={t('forever')} />,
            },
            {
              key: 'state',
              title: t('state'),
              cell: (key) => {
                const state = keyState(key, now)
                return <Tag color={COLORS[state]}>{t(state)}</Tag>
              },
            },
            {
              key: 'menu',
              title: '',
              width: 48,
              cell: (key) => ['active', 'ending'].includes(keyState(key, now)) && <KeyMenu of={of} apiKey={key} />,
            },
          ]}
        />
      )}
      {making && <NewKeyDialog of={of} onClose={() => setMaking(false)} />}
    </Page>
  )
}
