import type { Messages } from '@/messages/ptBR'

export const nav: Messages['nav'] = {
  label: 'Main navigation',
  more: 'More',
  waiting: '{count, plural, one {# waiting} other {# waiting}}',
  page: {
    conversations: 'Inbox',
    leads: 'Leads',
    contacts: 'Contacts',
    knowledge: 'Knowledge',
    settings: 'Settings',
    admin: 'Platform',
    playground: 'Playground',
    dashboards: 'Dashboards',
  },
}
