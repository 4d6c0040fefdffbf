import { Menu } from '@mantine/core'
import {
  IconLogout,
  IconPencil,
  IconShieldOff,
  IconTrash,
  IconUserCheck,
  IconUserOff,
  IconPasswordUser,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { Confirm } from '@/ui/Confirm'
import { RowMenu } from '@/ui/RowMenu'
import { useNotify } from '@/ui/useNotify'

import { EditPerson } from './EditPerson'
import { HandOver } from './HandOver'
import { type Person, type PersonAct, usePersonAct } from './usePeople'

export function PersonMenu({ person }: { person: Person }) {
  const t = useTranslations('people')
  const { done, failed } = useNotify()
  const act = usePersonAct()
  const [open, setOpen] = useState<PersonAct | 'edit' | null>(null)
  const [handing, setHanding] = useState<{ link: string | null } | null>(null)
  const { name, role } = person

  function run(what: PersonAct) {
    act.mutate(
      { act: what, personId: person.id },
      {
        onSuccess(answer) {
          setOpen(null)
          if (answer) setHanding(answer)
          else done(t('done'))
        },
      },
    )
  }
  function choose(what: PersonAct) {
    act.reset()
    setOpen(what)
  }

  return (
    <>
      <RowMenu name={name}>
        <Menu.Item leftSection={<IconPencil size={17} />} onClick={() => setOpen('edit')}>
          {t('edit')}
        </Menu.Item>
        <Menu.Item leftSection={<IconPasswordUser size={17} />} onClick={() => choose('resetPassword')}>
          {t('resetPassword')}
        </Menu.Item>
        {person.second_factor && (
          <Menu.Item leftSection={<IconShieldOff size={17} />} onClick={() => choose('resetFactor')}>
            {t('resetFactor')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconLogout size={17} />} onClick={() => choose('endSessions')}>
          {t('endSessions')}
        </Menu.Item>
        <Menu.Divider />
        {person.status === 'active' ? (
          <Menu.Item leftSection={<IconUserOff size={17} />} onClick={() => choose('disable')}>
            {t('disable')}
          </Menu.Item>
        ) : (
          <Menu.Item
            leftSection={<IconUserCheck size={17} />}
            onClick={() =>
              act.mutate(
                { act: 'enable', personId: person.id },
                { onSuccess: () => done(t('done')), onError: failed(t('failed')) },
              )
            }
          >
            {t('enable')}
          </Menu.Item>
        )}
        <Menu.Item color="red" leftSection={<IconTrash size={17} />} onClick={() => choose('remove')}>
          {t('remove')}
        </Menu.Item>
      </RowMenu>
      {open !== null && open !== 'edit' && open !== 'enable' && (
        <Confirm
          opened
          onClose={() => setOpen(null)}
          title={t(`${open}Title`, { name })}
          text={t(`${open}Text`)}
          action={t(open)}
          danger={open === 'remove' || open === 'disable'}
          busy={act.isPending}
          error={act.error}
          onConfirm={() => run(open)}
        />
      )}
      {open === 'edit' && role !== 'MASTER' && (
        <EditPerson person={person} role={role} onClose={() => setOpen(null)} />
      )}
      {handing && (
        <HandOver
          title={t('resetPassword')}
          link={handing.link}
          linkText={t('resetLinkText', { name })}
          mailText={t('resetMailed', { name })}
          onClose={() => setHanding(null)}
        />
      )}
    </>
  )
}
