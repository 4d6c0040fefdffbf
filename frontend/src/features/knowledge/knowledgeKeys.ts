import type { DocumentFilters } from './KnowledgeSearch'

export const knowledgeKeys = {
  all: ['knowledge'] as const,
  lists: () => [...knowledgeKeys.all, 'list'] as const,
  list: (filters: DocumentFilters) => [...knowledgeKeys.lists(), filters] as const,
  document: (documentId: string) => [...knowledgeKeys.all, 'document', documentId] as const,
  passages: (documentId: string, start: number) => [...knowledgeKeys.document(documentId), 'passages', start] as const,
  uses: (documentId: string) => [...knowledgeKeys.document(documentId), 'uses'] as const,
  answer: (question: string) => [...knowledgeKeys.all, 'answer', question] as const,
}
