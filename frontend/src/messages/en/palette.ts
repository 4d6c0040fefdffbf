import type { Messages } from '@/messages/ptBR'

export const palette: Messages['palette'] = {
  open: 'Search and commands (Ctrl K)',
  title: 'Search and commands',
  search: 'Go to a page, find a conversation, do something…',
  nothing: 'Nothing found. Try another word.',
  pages: 'Pages',
  conversations: 'Conversations',
  companies: 'Companies',
  searchPlatform: 'Go to a page, find a company, do something…',
  platformPage: 'Platform: {name}',
  actions: 'Actions',
  themeLight: 'Light appearance',
  themeDark: 'Dark appearance',
  themeAuto: 'Appearance like the system',
  language: 'Language: {name}',
  settingsPage: 'Settings: {name}',
  switchTenant: 'Switch company',
  account: 'Your account',
  signOut: 'Sign out',
}
