import type { InboxSearch } from './InboxSearch'

export const inboxKeys = {
  all: ['inbox'] as const,
  lists: () => [...inboxKeys.all, 'list'] as const,
  list: (search: InboxSearch) => [...inboxKeys.lists(), search] as const,
  counts: () => [...inboxKeys.all, 'counts'] as const,
  countsOf: (search: Pick<InboxSearch, 'inbox' | 'agent'>) => [...inboxKeys.counts(), search] as const,
  conversation: (id: string) => [...inboxKeys.all, 'conversation', id] as const,
  messages: (id: string) => [...inboxKeys.all, 'messages', id] as const,
  readMark: (id: string) => [...inboxKeys.all, 'read', id] as const,
  lead: (id: string) => [...inboxKeys.all, 'lead', id] as const,
  people: () => [...inboxKeys.all, 'people'] as const,
  labels: () => [...inboxKeys.all, 'labels'] as const,
  waiting: () => [...inboxKeys.all, 'waiting'] as const,
  cannedAnswers: () => [...inboxKeys.all, 'canned'] as const,
}
