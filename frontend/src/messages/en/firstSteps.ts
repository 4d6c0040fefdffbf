import type { Messages } from '@/messages/ptBR'

export const firstSteps: Messages['firstSteps'] = {
  title: 'First steps',
  hint: 'Four steps to the first conversation. They tick themselves.',
  progress: '{done, number} of {all, number}',
  isDone: 'Done',
  model: {
    title: 'Connect an agent or a model',
    hint: 'Choose a model’s provider, or point to your own agents’ service.',
    go: 'Set up an agent',
  },
  knowledge: {
    title: 'Give the agents knowledge',
    hint: 'Prices, opening hours, common questions: what they read before they answer.',
    go: 'Add a document',
  },
  chat: {
    title: 'Chat as a contact',
    hint: 'See the answer, its sources and its cost before you open to the public.',
    go: 'Try the chat',
  },
  people: {
    title: 'Invite the team',
    hint: 'Colleagues take over when a contact asks for a person.',
    go: 'Invite',
  },
  hide: 'Hide',
}
