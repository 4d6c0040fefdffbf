import type { Messages } from '@/messages/ptBR'

export const protocol: Messages['protocol'] = {
  open: 'Protocol',
  title: 'What the agent was asked and answered',
  close: 'Close',
  hint: 'As it went over the network, in the agents’ protocol. Keys and passwords are shown as ••••••.',
  request: 'Request',
  answer: 'Answer',
  answerWith: 'Answer ({status})',
  unreached: 'The agent was not reached: there is no answer.',
  unreadable: 'The answer was not JSON.',
  none: 'The protocol of a message stays only in the tab that sent it, and only until it is reloaded. Send a new message to see it.',
}
