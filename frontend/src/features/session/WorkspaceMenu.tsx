import { Menu, Text } from '@mantine/core'
import { IconArrowsExchange, IconCheck, IconInbox } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

import { useInboxes } from '@/lib/useInboxes'
import { useOpensOnArrival } from '@/ui/OnDemand'

import type { Session } from './sessionQuery'
import { PlaceButton } from './WorkspaceButton'
import classes from './WorkspaceMenu.module.css'

/** Which company one works in, and the way into each of its inboxes. */
export function WorkspaceMenu({ session, inboxId }: { session: Session; inboxId: string | null }) {
  const t = useTranslations('workspace')
  const { tenant, user } = session
  const name = tenant?.name ?? t('none')
  const { opened, setOpened, button } = useOpensOnArrival()

  return (
    <Menu position="right-start" width={272} shadow="md" offset={12} opened={opened} onChange={setOpened}>
      <Menu.Target>
        <PlaceButton ref={button} name={name} />
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <Text fw={640} truncate>
            {name}
          </Text>
          {tenant && (
            <Text size="sm" c="dimmed" truncate>
              {tenant.slug}
            </Text>
          )}
        </div>
        {/* Asked for when the menu opens, not with every page. */}
        {opened && tenant && <Inboxes current={inboxId} />}
        {opened && user.role === 'MASTER' && <Companies />}
      </Menu.Dropdown>
    </Menu>
  )
}

function Inboxes({ current }: { current: string | null }) {
  const t = useTranslations('workspace')
  const inboxes = useInboxes()
  if (!inboxes.data || inboxes.data.length === 0) return null

  return (
    <>
      <Menu.Divider />
      <Menu.Label>{t('inboxes')}</Menu.Label>
      {inboxes.data.length > 1 && (
        <Menu.Item
          leftSection={<IconInbox size={17} stroke={1.7} />}
          rightSection={current === null && <IconCheck size={16} />}
          renderRoot={(props) => <Link to="/conversations" search={{}} {...props} />}
        >
          {t('allInboxes')}
        </Menu.Item>
      )}
      {inboxes.data.slice(0, 12).map((inbox) => (
        <Menu.Item
          key={inbox.id}
          leftSection={<IconInbox size={17} stroke={1.7} />}
          rightSection={current === inbox.id && <IconCheck size={16} />}
          renderRoot={(props) => <Link to="/conversations" search={{ inbox: inbox.id }} {...props} />}
        >
          {inbox.name}
        </Menu.Item>
      ))}
    </>
  )
}

/** Another company is chosen on its own page, which asks for the reason. */
function Companies() {
  const t = useTranslations('workspace')
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{t('switch')}</Menu.Label>
      <Menu.Item
        leftSection={<IconArrowsExchange size={17} stroke={1.7} />}
        renderRoot={(props) => <Link to="/choose-tenant" {...props} />}
      >
        {t('allCompanies')}
      </Menu.Item>
    </>
  )
}
