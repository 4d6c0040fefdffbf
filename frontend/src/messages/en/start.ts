import type { Messages } from '@/messages/ptBR'

export const start: Messages['start'] = {
  title: 'Talk to an agent',
  subtitle:
    'Write as if you were a contact and watch the answer arrive. The conversation stays in the history, with the cost and time of every answer.',
  who: 'Who is writing',
  name: 'Contact’s name',
  nameHint: 'Optional',
  phone: 'Phone',
  phoneHint: 'With + and country code: +5511987654321',
  phoneMissing: 'Write the contact’s phone.',
  phoneOdd: 'Use the international format: + country code, area and number, like +5511987654321.',
  agent: 'Who answers',
  inbox: 'Inbox',
  noInbox: 'This company has no inbox yet',
  noInboxHint: 'Ask an administrator to create one, then come back.',
  ideas: 'To get started',
  idea1: 'Hello, I’d like to know about your products',
  idea2: 'What does it cost, and how does it work?',
  idea3: 'I’d like to book a talk',
}
