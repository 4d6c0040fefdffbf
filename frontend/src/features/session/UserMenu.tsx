import { Avatar, Menu, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import {
  IconBuilding,
  IconCheck,
  IconDeviceDesktop,
  IconLogout,
  IconMoon,
  IconSun,
} from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'

import { LOCALES } from '@/lib/locale'
import { useLocaleChoice } from '@/lib/LocaleProvider'

import type { Session } from './sessionQuery'
import { useSignOut } from './useSignOut'

const SCHEMES = [
  { scheme: 'light', Icon: IconSun },
  { scheme: 'dark', Icon: IconMoon },
  { scheme: 'auto', Icon: IconDeviceDesktop },
] as const

export function UserMenu({ session }: { session: Session }) {
  const t = useTranslations('user')
  const tLocale = useTranslations('locale')
  const { locale, choose } = useLocaleChoice()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const signOut = useSignOut()
  const navigate = useNavigate()
  const { user, tenant } = session

  return (
    <Menu position="right-end" width={256} shadow="md" offset={12} closeOnItemClick={false}>
      <Menu.Target>
        <UnstyledButton aria-label={t('menu', { name: user.name })} style={{ borderRadius: '50%' }}>
          <Avatar name={user.name} color="petrol.3" variant="filled" size={36} alt="" aria-hidden="true" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div style={{ padding: '0.5rem 0.75rem 0.625rem' }}>
          <Text fw={620} truncate>
            {user.name}
          </Text>
          <Text size="sm" c="dimmed" truncate>
            {user.email}
          </Text>
          <Text size="sm" c="dimmed" truncate>
            {tenant ? `${tenant.name} · ${t(`role.${user.role}`)}` : t(`role.${user.role}`)}
          </Text>
        </div>
        <Menu.Divider />
        <Menu.Label>{t('theme')}</Menu.Label>
        {SCHEMES.map(({ scheme, Icon }) => (
          <Choice
            key={scheme}
            chosen={colorScheme === scheme}
            icon={<Icon size={17} stroke={1.7} />}
            onChoose={() => setColorScheme(scheme)}
          >
            {t(scheme)}
          </Choice>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('language')}</Menu.Label>
        {LOCALES.map((option) => (
          <Choice key={option} chosen={option === locale} lang={option} onChoose={() => void choose(option)}>
            {tLocale(option)}
          </Choice>
        ))}
        <Menu.Divider />
        {user.role === 'MASTER' && tenant && (
          <Menu.Item
            closeMenuOnClick
            leftSection={<IconBuilding size={17} stroke={1.7} />}
            onClick={() => void navigate({ to: '/choose-tenant' })}
          >
            {t('switchTenant')}
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconLogout size={17} stroke={1.7} />}
          disabled={signOut.isPending}
          onClick={() => signOut.mutate()}
        >
          {t('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function Choice({
  chosen,
  icon,
  lang,
  onChoose,
  children,
}: {
  chosen: boolean
  icon?: ReactNode
  lang?: string
  onChoose: () => void
  children: ReactNode
}) {
  return (
    <Menu.Item
      role="menuitemradio"
      aria-checked={chosen}
      leftSection={icon}
      rightSection={chosen ? <IconCheck size={16} stroke={2} /> : null}
      onClick={onChoose}
      {...(lang === undefined ? {} : { lang })}
    >
      {children}
    </Menu.Item>
  )
}
