import { Menu, Select, Stack, Text } from '@mantine/core'
import { IconRefresh, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { Confirm } from '@/ui/Confirm'
import { FormDialog } from '@/ui/FormDialog'
import { RowMenu } from '@/ui/RowMenu'
import { useNotify } from '@/ui/useNotify'

import { CreatedKey } from './CreatedKey'
import { type ApiKey, type Owner, useRevokeKey, useRotateKey } from './useKeys'

export function KeyMenu({ of, apiKey }: { of: Owner; apiKey: ApiKey }) {
  const t = useTranslations('keys')
  const { done } = useNotify()
  const revoke = useRevokeKey(of)
  const [open, setOpen] = useState<'rotate' | 'revoke' | null>(null)
  const { id, name } = apiKey

  return (
    <>
      <RowMenu name={name}>
        <Menu.Item leftSection={<IconRefresh size={17} />} onClick={() => setOpen('rotate')}>
          {t('rotate')}
        </Menu.Item>
        <Menu.Item color="red" leftSection={<IconTrash size={17} />} onClick={() => setOpen('revoke')}>
          {t('revoke')}
        </Menu.Item>
      </RowMenu>
      {open === 'rotate' && <RotateDialog of={of} apiKey={apiKey} onClose={() => setOpen(null)} />}
      <Confirm
        opened={open === 'revoke'}
        onClose={() => setOpen(null)}
        title={t('revokeTitle', { name })}
        text={t('revokeText')}
        action={t('revoke')}
        danger
        busy={revoke.isPending}
        error={revoke.error}
        onConfirm={() =>
          revoke.mutate(id, {
            onSuccess() {
              setOpen(null)
              done(t('revokedDone'))
            },
          })
        }
      />
    </>
  )
}

function RotateDialog({ of, apiKey, onClose }: { of: Owner; apiKey: ApiKey; onClose: () => void }) {
  const t = useTranslations('keys')
  const rotate = useRotateKey(of)
  const [hours, setHours] = useState('24')

  if (rotate.data) return <CreatedKey value={rotate.data.key} onKept={onClose} />
  return (
    <FormDialog
      title={t('rotateTitle', { name: apiKey.name })}
      action={t('rotate')}
      busy={rotate.isPending}
      error={rotate.error}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault()
        rotate.mutate({ keyId: apiKey.id, graceHours: Number(hours) })
      }}
    >
      <Stack gap="md">
        <Text size="sm">{t('rotateText')}</Text>
        <Select
          label={t('grace')}
          allowDeselect={false}
          value={hours}
          onChange={(value) => setHours(value ?? '24')}
          data={[
            { value: '0', label: t('g0') },
            { value: '1', label: t('g1') },
            { value: '24', label: t('g24') },
            { value: '168', label: t('g168') },
          ]}
        />
      </Stack>
    </FormDialog>
  )
}
