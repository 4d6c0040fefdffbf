import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'

import { api, dataOf, type Schema } from '@/lib/api'

import { contactsKeys } from './contactsKeys'
import type { ContactSearch } from './ContactSearch'

export type Contact = Schema<'ContactView'>

const ROWS = 50
const TALKS = 10

/** The newest first, page by page. */
export function useContacts(search: ContactSearch) {
  return useInfiniteQuery({
    queryKey: contactsKeys.list(search),
    queryFn: ({ pageParam, signal }) =>
      api
        .GET('/api/contacts', {
          params: {
            query: {
              ...(search.q && { search: search.q }),
              ...(search.archived && { archived: true }),
              ...(pageParam !== null && { cursor: pageParam }),
              limit: ROWS,
            },
          },
          signal,
        })
        .then(dataOf),
    initialPageParam: null as string | null, // The first page has no cursor.
    getNextPageParam: (page) => page.cursor,
    placeholderData: keepPreviousData,
    select: ({ pages }) => pages.flatMap((page) => page.items),
  })
}

export function useContact(contactId: string) {
  return useQuery({
    queryKey: contactsKeys.contact(contactId),
    queryFn: ({ signal }) =>
      api.GET('/api/contacts/{contact_id}', { params: { path: { contact_id: contactId } }, signal }).then(dataOf),
  })
}

/** The contact's conversations, the latest activity first. */
export function useContactConversations(contactId: string) {
  return useInfiniteQuery({
    queryKey: contactsKeys.conversations(contactId),
    queryFn: ({ pageParam, signal }) =>
      api
        .GET('/api/conversations', {
          params: {
            query: { contact_id: contactId, limit: TALKS, ...(pageParam !== null && { cursor: pageParam }) },
          },
          signal,
        })
        .then(dataOf),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.cursor,
    select: ({ pages }) => pages.flatMap((page) => page.items),
  })
}

/** The contact's living lead; null where it has none. */
export function useContactLead(contactId: string) {
  return useQuery({
    queryKey: contactsKeys.lead(contactId),
    queryFn: ({ signal }) =>
      api.GET('/api/leads', { params: { query: { contact_id: contactId, limit: 1 } }, signal }).then(dataOf),
    select: (page) => page.items[0] ?? null,
  })
}
