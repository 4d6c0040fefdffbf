import type { Messages } from '@/messages/ptBR'

export const chat: Messages['chat'] = {
  title: 'Chat',
  conversations: 'Recent conversations',
  showConversations: 'Show conversations',
  newConversation: 'New conversation',
  listEmpty: 'No conversations yet',
  listEmptyHint: 'Write the first message: it appears here.',
  listEnd: 'Show more',
  messageCount: '{count, plural, one {# message} other {# messages}}',
  closed: 'Closed',
  unnamed: 'No name',
  agent: {
    SDR: 'SDR',
    COPILOT: 'COPILOT',
  },
  agentRole: {
    SDR: 'Qualifies and books',
    COPILOT: 'Helps the team',
  },
}
