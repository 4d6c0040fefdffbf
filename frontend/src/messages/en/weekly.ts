import type { Messages } from '@/messages/ptBR'

export const weekly: Messages['weekly'] = {
  title: 'Weekly report',
  hint: 'On Monday mornings, what the week brought: conversations, leads, cost and errors beside the week before.',
  switch: 'Send it to me by mail',
  noMailServer: 'This installation sends no mail yet; ask whoever runs it.',
  asked: 'You will get the report on Monday mornings',
  ended: 'The report ends',
  example: 'See last week’s',
  exampleTitle: 'Last week’s report',
  endTitle: 'No more weekly reports?',
  endHint: 'You can ask for them again in your account.',
  end: 'End the weekly report',
  endFailed: 'The report was not ended',
  endedTitle: 'The weekly report ends',
  endedHint: 'You will get none any more. You can ask for it again in your account.',
}
