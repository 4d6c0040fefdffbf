import { Menu, Text, Title } from '@mantine/core'
import { IconLink, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { Confirm } from '@/ui/Confirm'
import { DataTable } from '@/ui/DataTable'
import { Moment } from '@/ui/Moment'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { RowMenu } from '@/ui/RowMenu'
import { useNotify } from '@/ui/useNotify'

import { HandOver } from './HandOver'
import { type Invitation, useInvitations, useResend, useWithdraw } from './usePeople'

/** Who is invited and has not come yet. Nothing is shown when that is nobody. */
export function Invitations() {
  const t = useTranslations('people')
  const tRole = useTranslations('user.role')
  const tCommon = useTranslations('common')
  const invitations = useInvitations(true)

  if (invitations.isError) {
    return <ProblemNotice title={tCommon('loadFailed')} error={invitations.error} retry={invitations.refetch} />
  }
  if (!invitations.data || invitations.data.length === 0) return null
  return (
    <>
      <Title order={2} size="h3" mt="xl" mb="sm">
        {t('invitations')}
      </Title>
      <DataTable
        label={t('invitations')}
        rows={invitations.data}
        rowKey={(invitation) => invitation.id}
        empty={null}
        columns={[
          {
            key: 'name',
            title: t('name'),
            cell: (invitation) => (
              <>
                <Text size="sm" fw={580}>
                  {invitation.name}
                </Text>
                <Text size="xs" c="dimmed">
                  {invitation.email}
                </Text>
              </>
            ),
          },
          { key: 'role', title: t('role'), cell: (invitation) => tRole(invitation.role) },
          { key: 'by', title: t('invitedBy'), optional: true, cell: (invitation) => invitation.inviter_name ?? '–' },
          {
            key: 'expires',
            title: t('expires'),
            optional: true,
            cell: (invitation) => <Moment at={invitation.expires_at} />,
          },
          { key: 'menu', title: '', width: 48, cell: (invitation) => <InvitationMenu invitation={invitation} /> },
        ]}
      />
    </>
  )
}

function InvitationMenu({ invitation }: { invitation: Invitation }) {
  const t = useTranslations('people')
  const { done, failed } = useNotify()
  const resend = useResend()
  const withdraw = useWithdraw()
  const [asking, setAsking] = useState(false)
  const { id, email } = invitation

  return (
    <>
      <RowMenu name={email}>
        <Menu.Item
          leftSection={<IconLink size={17} />}
          onClick={() => resend.mutate(id, { onError: failed(t('failed')) })}
        >
          {t('resend')}
        </Menu.Item>
        <Menu.Item color="red" leftSection={<IconTrash size={17} />} onClick={() => setAsking(true)}>
          {t('withdraw')}
        </Menu.Item>
      </RowMenu>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('withdrawTitle', { email })}
        text={t('withdrawText')}
        action={t('withdraw')}
        danger
        busy={withdraw.isPending}
        error={withdraw.error}
        onConfirm={() => withdraw.mutate(id, { onSuccess: () => done(t('withdrawn')) })}
      />
      {resend.data && (
        <HandOver
          title={t('sentTitle')}
          link={resend.data.link}
          linkText={t('linkText', { email })}
          mailText={t('mailed', { email })}
          onClose={() => resend.reset()}
        />
      )}
    </>
  )
}
