import { useMantineColorScheme } from '@mantine/core'
import { IconArrowsExchange, IconDeviceDesktop, IconLanguage, IconLogout, IconMoon, IconSun, IconUserCircle } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

import type { Session } from '@/features/session/sessionQuery'
import { useSignOut } from '@/features/session/useSignOut'
import { LOCALES } from '@/lib/locale'
import { useLocaleChoice } from '@/lib/LocaleProvider'
import type { NavPage } from '@/ui/AppFrame'
import type { Command } from '@/ui/Command'

import { ADMIN_PAGES } from './-adminPages'
import { settingsPagesFor } from './-settingsPages'

/** What the command palette offers: every page that one may open, and what one can do from anywhere. */
export function useCommands(session: Session, pages: NavPage[]) {
  const t = useTranslations()
  const navigate = useNavigate()
  const { setColorScheme } = useMantineColorScheme()
  const { locale, choose } = useLocaleChoice()
  const signOut = useSignOut()
  const isMaster = session.user.role === 'MASTER'
  const hasCompany = session.tenant !== null

  const actions: Command[] = [
    { id: 'light', label: t('palette.themeLight'), Icon: IconSun, run: () => setColorScheme('light') },
    { id: 'dark', label: t('palette.themeDark'), Icon: IconMoon, run: () => setColorScheme('dark') },
    { id: 'auto', label: t('palette.themeAuto'), Icon: IconDeviceDesktop, run: () => setColorScheme('auto') },
    ...LOCALES.filter((other) => other !== locale).map((other) => ({
      id: `locale-${other}`,
      label: t('palette.language', { name: t(`locale.${other}`) }),
      Icon: IconLanguage,
      run: () => void choose(other),
    })),
    { id: 'account', label: t('palette.account'), Icon: IconUserCircle, run: () => void navigate({ to: '/account' }) },
    ...(isMaster
      ? [
          {
            id: 'tenant',
            label: t('palette.switchTenant'),
            Icon: IconArrowsExchange,
            run: () => void navigate({ to: '/choose-tenant' }),
          },
        ]
      : []),
    { id: 'sign-out', label: t('palette.signOut'), Icon: IconLogout, run: () => signOut.mutate() },
  ]
  return {
    pages: [
      ...pages.map(({ to, name, Icon }) => ({
        id: `page-${name}`,
        label: t(`nav.page.${name}`),
        Icon,
        run: () => void navigate({ to }),
      })),
      ...(isMaster ? ADMIN_PAGES : []).map(({ to, name, Icon }) => ({
        id: `admin-${name}`,
        label: t('palette.platformPage', { name: t(`platform.page.${name}`) }),
        Icon,
        run: () => void navigate({ to }),
        onlyFound: hasCompany,
      })),
      ...(hasCompany ? settingsPagesFor(session) : []).map(({ to, name, Icon }) => ({
        id: `settings-${name}`,
        label: t('palette.settingsPage', { name: t(`settings.page.${name}`) }),
        Icon,
        run: () => void navigate({ to }),
        onlyFound: true,
      })),
    ],
    actions,
    onConversation: hasCompany
      ? (conversationId: string) =>
          void navigate({ to: '/conversations/$conversationId', params: { conversationId } })
      : null,
    onCompany: isMaster ? (slug: string) => void navigate({ to: '/admin/tenants', search: { search: slug } }) : null,
  }
}
