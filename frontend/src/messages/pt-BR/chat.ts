export const chat = {
  title: 'Chat',
  conversations: 'Conversas recentes',
  showConversations: 'Mostrar conversas',
  newConversation: 'Nova conversa',
  listEmpty: 'Nenhuma conversa ainda',
  listEmptyHint: 'Escreva a primeira mensagem: ela aparece aqui.',
  listEnd: 'Mostrar mais',
  messageCount: '{count, plural, one {# mensagem} other {# mensagens}}',
  closed: 'Encerrada',
  unnamed: 'Sem nome',
  agent: {
    SDR: 'SDR',
    COPILOT: 'COPILOT',
  },
  agentRole: {
    SDR: 'Qualifica e agenda',
    COPILOT: 'Ajuda a equipe',
  },
} as const
