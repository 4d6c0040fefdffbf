import { Button, Text } from '@mantine/core'
import { IconUserPlus, IconUsers } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { Moment } from '@/ui/Moment'
import { Page } from '@/ui/Page'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { Tag } from '@/ui/Tag'

import { Invitations } from './Invitations'
import { InviteDialog } from './InviteDialog'
import { PersonMenu } from './PersonMenu'
import { usePeople } from './usePeople'

export function PeoplePage({ myId, mayWrite }: { myId: string; mayWrite: boolean }) {
  const t = useTranslations('people')
  const tRole = useTranslations('user.role')
  const tCommon = useTranslations('common')
  const people = usePeople()
  const [inviting, setInviting] = useState(false)

  return (
    <Page
      title={t('title')}
      description={mayWrite ? t('description') : tCommon('readOnly')}
      wide
      actions={
        mayWrite && (
          <Button leftSection={<IconUserPlus size={17} />} onClick={() => setInviting(true)}>
            {t('invite')}
          </Button>
        )
      }
    >
      {people.isError ? (
        <ProblemNotice title={tCommon('loadFailed')} error={people.error} retry={people.refetch} />
      ) : (
        <DataTable
          label={t('title')}
          rows={people.data}
          rowKey={(person) => person.id}
          empty={<EmptyState icon={<IconUsers size={22} />} title={t('empty')} />}
          columns={[
            {
              key: 'name',
              title: t('name'),
              cell: (person) => (
                <>
                  <Text size="sm" fw={580}>
                    {person.name} {person.id === myId && <Tag>{t('you')}</Tag>}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {person.email}
                  </Text>
                </>
              ),
            },
            { key: 'role', title: t('role'), cell: (person) => tRole(person.role) },
            {
              key: 'state',
              title: t('state'),
              optional: true,
              cell: (person) =>
                person.status === 'active' ? <Tag color="green">{t('active')}</Tag> : <Tag>{t('disabled')}</Tag>,
            },
            ...(mayWrite
              ? [
                  {
                    key: 'factor',
                    title: t('secondFactor'),
                    optional: true,
                    cell: (person: { second_factor: boolean | null }) => (person.second_factor ? t('on') : t('off')),
                  },
                  {
                    key: 'seen',
                    title: t('lastSeen'),
                    optional: true,
                    cell: (person: { last_seen_at: string | null }) => (
                      <Moment at={person.last_seen_at} empty={t('neverSeen')} />
                    ),
                  },
                ]
              : []),
            ...(mayWrite
              ? [
                  {
                    key: 'menu',
                    title: '',
                    width: 48,
                    cell: (person: Parameters<typeof PersonMenu>[0]['person']) =>
                      person.id !== myId && person.role !== 'MASTER' && <PersonMenu person={person} />,
                  },
                ]
              : []),
          ]}
        />
      )}
      {mayWrite && <Invitations />}
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </Page>
  )
}
