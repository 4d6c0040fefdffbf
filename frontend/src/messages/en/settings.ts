import type { Messages } from '@/messages/ptBR'

export const settings: Messages['settings'] = {
  title: 'Settings',
  page: {
    general: 'General',
    connection: 'Agents’ connection',
    agents: 'Agents and models',
    inboxes: 'Inboxes',
    people: 'People',
    answers: 'Answers and labels',
    keys: 'API keys',
    signIn: 'Company sign-in',
    budgets: 'Budgets',
    audit: 'Audit log',
  },
}
