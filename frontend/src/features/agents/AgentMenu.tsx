import { Menu } from '@mantine/core'
import { IconArchive, IconPencil, IconRestore, IconStar, IconStarOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { Confirm } from '@/ui/Confirm'
import { RowMenu } from '@/ui/RowMenu'
import { useNotify } from '@/ui/useNotify'

import { type Agent, type AgentAct, useAgentAct } from './useAgents'

export function AgentMenu({ agent, onEdit }: { agent: Agent; onEdit: () => void }) {
  const t = useTranslations('agents')
  const tCommon = useTranslations('common')
  const { done, failed } = useNotify()
  const act = useAgentAct()
  const [asking, setAsking] = useState(false)
  const { name } = agent

  function run(what: AgentAct) {
    act.mutate(
      { act: what, agent },
      {
        onSuccess() {
          setAsking(false)
          done(tCommon('saved'))
        },
        ...(what === 'archive' ? {} : { onError: failed(t('failed')) }),
      },
    )
  }

  return (
    // The row opens at a click; what happens in its menu is not one.
    <div onClick={(event) => event.stopPropagation()}>
      <RowMenu name={name}>
        <Menu.Item leftSection={<IconPencil size={17} />} onClick={onEdit}>
          {tCommon('edit')}
        </Menu.Item>
        {agent.archived_at === null && !agent.is_default && (
          <Menu.Item leftSection={<IconStar size={17} />} onClick={() => run('makeDefault')}>
            {t('makeDefault')}
          </Menu.Item>
        )}
        {agent.is_default && (
          <Menu.Item leftSection={<IconStarOff size={17} />} onClick={() => run('stopDefault')}>
            {t('stopDefault')}
          </Menu.Item>
        )}
        {agent.archived_at === null ? (
          <Menu.Item color="red" leftSection={<IconArchive size={17} />} onClick={() => setAsking(true)}>
            {t('archive')}
          </Menu.Item>
        ) : (
          <Menu.Item leftSection={<IconRestore size={17} />} onClick={() => run('restore')}>
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
        onConfirm={() => run('archive')}
      />
    </div>
  )
}
