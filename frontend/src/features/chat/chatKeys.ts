export const chatKeys = {
  all: ['chat'] as const,
  inboxes: () => [...chatKeys.all, 'inboxes'] as const,
  conversations: () => [...chatKeys.all, 'conversations'] as const,
  conversation: (conversationId: string) => [...chatKeys.all, 'conversation', conversationId] as const,
  messages: (conversationId: string) => [...chatKeys.all, 'messages', conversationId] as const,
}
