import { Menu } from '@mantine/core'
import {
  IconDoorEnter,
  IconFileZip,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconRestore,
  IconTrash,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { RowMenu } from '@/ui/RowMenu'
import { useNotify } from '@/ui/useNotify'

import { DeleteTenant, EditTenant, EnterTenant, SuspendTenant } from './TenantDialogs'
import { type Company, useTenantAct } from './useTenants'

export function TenantMenu({ tenant }: { tenant: Company }) {
  const t = useTranslations('platform.tenants')
  const { done, failed } = useNotify()
  const act = useTenantAct(tenant.id)
  const [open, setOpen] = useState<'enter' | 'edit' | 'suspend' | 'delete' | null>(null)
  const close = () => setOpen(null)
  const run = (kind: 'resume' | 'undelete') =>
    act.mutate({ kind }, { onSuccess: () => done(t('done')), onError: failed(t('failed')) })

  return (
    <>
      <RowMenu name={tenant.name}>
        {tenant.status !== 'deleting' && (
          <>
            <Menu.Item leftSection={<IconDoorEnter size={17} />} onClick={() => setOpen('enter')}>
              {t('enter')}
            </Menu.Item>
            <Menu.Item leftSection={<IconPencil size={17} />} onClick={() => setOpen('edit')}>
              {t('edit')}
            </Menu.Item>
          </>
        )}
        <Menu.Item
          leftSection={<IconFileZip size={17} />}
          renderRoot={(props) => <a href={`/api/admin/tenants/${tenant.id}/export`} download {...props} />}
        >
          {t('export')}
        </Menu.Item>
        <Menu.Divider />
        {tenant.status === 'active' && (
          <Menu.Item leftSection={<IconPlayerPause size={17} />} onClick={() => setOpen('suspend')}>
            {t('suspend')}
          </Menu.Item>
        )}
        {tenant.status === 'suspended' && (
          <Menu.Item leftSection={<IconPlayerPlay size={17} />} onClick={() => run('resume')}>
            {t('resume')}
          </Menu.Item>
        )}
        {tenant.status === 'deleting' ? (
          <Menu.Item leftSection={<IconRestore size={17} />} onClick={() => run('undelete')}>
            {t('undelete')}
          </Menu.Item>
        ) : (
          <Menu.Item color="red" leftSection={<IconTrash size={17} />} onClick={() => setOpen('delete')}>
            {t('delete')}
          </Menu.Item>
        )}
      </RowMenu>
      {open === 'enter' && <EnterTenant tenant={tenant} onClose={close} />}
      {open === 'edit' && <EditTenant tenant={tenant} onClose={close} />}
      {open === 'suspend' && <SuspendTenant tenant={tenant} onClose={close} />}
      {open === 'delete' && <DeleteTenant tenant={tenant} onClose={close} />}
    </>
  )
}
