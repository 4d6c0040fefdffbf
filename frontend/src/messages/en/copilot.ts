import type { Messages } from '@/messages/ptBR'

export const copilot: Messages['copilot'] = {
  title: 'COPILOT',
  intro: 'Ask about this conversation or about the company’s data. It says what it looked at.',
  ask: 'Ask COPILOT…',
  send: 'Ask',
  insert: 'Use in the reply',
  thinking: 'Looking it up…',
  using: 'Using {name}…',
  again: 'Try again',
  viewer: 'Your access is read only: asking COPILOT is for those who answer.',
  about: '(About the conversation {id} with {phone}.)',
  aboutErased: '(About the conversation {id}.)',
  idea: {
    summary: 'Summarise this conversation',
    missing: 'What is missing to qualify this contact?',
    week: 'Leads of the last 7 days',
  },
}
