import type { Messages } from '@/messages/ptBR'

export const nav: Messages['nav'] = {
  label: 'Main navigation',
  more: 'More',
  waiting: '{count, plural, one {# waiting} other {# waiting}}',
  page: {
    conversations: 'Inbox',
    leads: 'Leads',
    knowledge: 'Knowledge',
    playground: 'Playground',
    dashboards: 'Dashboards',
  },
}
