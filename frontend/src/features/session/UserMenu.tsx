import { type MantineColorScheme, Menu, Text, useMantineColorScheme } from '@mantine/core'
import {
  IconBuilding,
  IconDeviceDesktop,
  IconLogout,
  IconMoon,
  IconSun,
  IconUserCircle,
} from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

import { type Locale, LOCALES } from '@/lib/locale'
import { useLocaleChoice } from '@/lib/LocaleProvider'
import { useOpensOnArrival } from '@/ui/OnDemand'

import type { Session } from './sessionQuery'
import { MyButton } from './UserButton'
import classes from './UserMenu.module.css'
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
  const { opened, setOpened, button } = useOpensOnArrival()

  return (
    <Menu
      position="right-end"
      width={256}
      shadow="md"
      offset={12}
      withInitialFocusPlaceholder={false}
      opened={opened}
      onChange={setOpened}
    >
      <Menu.Target>
        <MyButton ref={button} name={user.name} />
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
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
        <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(schemeOf(value))}>
          {SCHEMES.map(({ scheme, Icon }) => (
            <Menu.RadioItem key={scheme} value={scheme} rightSection={<Icon size={17} stroke={1.7} />}>
              {t(scheme)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Label>{t('language')}</Menu.Label>
        <Menu.RadioGroup value={locale} onChange={(value) => void choose(localeOf(value))}>
          {LOCALES.map((option) => (
            <Menu.RadioItem key={option} value={option} lang={option}>
              {tLocale(option)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconUserCircle size={17} stroke={1.7} />}
          renderRoot={(props) => <Link to="/account" {...props} />}
        >
          {t('account')}
        </Menu.Item>
        {user.role === 'MASTER' && tenant && (
          <Menu.Item
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

function schemeOf(value: string): MantineColorScheme {
  return SCHEMES.find(({ scheme }) => scheme === value)?.scheme ?? 'auto'
}

function localeOf(value: string): Locale {
  return LOCALES.find((locale) => locale === value) ?? 'pt-BR'
}
