import type { Messages } from '@/messages/ptBR'

export const workspace: Messages['workspace'] = {
  label: 'Company and inboxes: {name}',
  none: 'No company chosen',
  inboxes: 'Inboxes',
  allInboxes: 'All inboxes',
  switch: 'Switch company',
  allCompanies: 'All companies',
}
