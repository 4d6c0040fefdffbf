import { Menu } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

import { type NavPage, MoreButton } from './AppFrame'
import { useOpensOnArrival } from './OnDemand'

/** The pages that have no room at the bottom of a phone. */
export function MoreMenu({ pages }: { pages: NavPage[] }) {
  const t = useTranslations('nav')
  const { opened, setOpened, button } = useOpensOnArrival()

  return (
    <Menu position="top" width={220} shadow="md" opened={opened} onChange={setOpened}>
      <Menu.Target>
        <MoreButton ref={button} />
      </Menu.Target>
      <Menu.Dropdown>
        {pages.map(({ to, name, Icon }) => (
          <Menu.Item
            key={name}
            leftSection={<Icon size={18} stroke={1.7} />}
            renderRoot={(props) => <Link to={to} {...props} />}
          >
            {t(`page.${name}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
