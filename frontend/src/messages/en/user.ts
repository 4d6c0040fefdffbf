import type { Messages } from '@/messages/ptBR'

export const user: Messages['user'] = {
  menu: 'Your account: {name}',
  language: 'Language',
  theme: 'Appearance',
  light: 'Light',
  dark: 'Dark',
  auto: 'Like the system',
  switchTenant: 'Switch company',
  account: 'Your account',
  signOut: 'Sign out',
  role: {
    MASTER: 'Platform administrator',
    TENANT_ADMIN: 'Administrator',
    TENANT_USER: 'Operator',
    VIEWER: 'Read only',
  },
}
