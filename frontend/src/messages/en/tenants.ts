import type { Messages } from '@/messages/ptBR'

export const tenants: Messages['tenants'] = {
  title: 'Which company will you work in?',
  subtitle: 'All that you see and do is for the company you choose. You can switch at any time.',
  reason: 'Why do you go in?',
  reasonHint: 'The company sees it in its audit log. After an hour you are out again.',
  search: 'Find a company',
  more: 'There are more companies. Search by name.',
  none: 'There are no companies yet',
  noneHint: 'Create the first with the dom360 command, then come back.',
  noMatch: 'No company with “{text}”',
  noMatchHint: 'Check the spelling, or look for another part of the name.',
}
