import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'

import { api, dataOf } from '@/lib/api'
import { sendFile } from '@/lib/sendFile'
import { useNotify } from '@/ui/useNotify'

import { knowledgeKeys } from './knowledgeKeys'
import { type DocumentFilters, isWorking } from './KnowledgeSearch'
import { UploadQueue } from './UploadQueue'

/** How often one looks again while a document is worked on. */
const LOOK_AGAIN_MS = 2_000
const path = (documentId: string) => ({ path: { document_id: documentId } })

export function useDocuments(filters: DocumentFilters) {
  return useInfiniteQuery({
    queryKey: knowledgeKeys.list(filters),
    initialPageParam: null as string | null, // The first page has no cursor.
    queryFn: ({ pageParam, signal }) =>
      api
        .GET('/api/knowledge/documents', {
          params: { query: { ...filters, limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) } },
          signal,
        })
        .then(dataOf),
    getNextPageParam: (page) => page.cursor,
    placeholderData: keepPreviousData,
    select: (data) => data.pages.flatMap((page) => page.items),
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some(isWorking)) ? LOOK_AGAIN_MS : false,
  })
}

export function useDocument(documentId: string) {
  return useQuery({
    queryKey: knowledgeKeys.document(documentId),
    queryFn: ({ signal }) =>
      api.GET('/api/knowledge/documents/{document_id}', { params: path(documentId), signal }).then(dataOf),
    refetchInterval: ({ state }) => (state.data && isWorking(state.data) ? LOOK_AGAIN_MS : false),
  })
}

/** `version` is in the key's data only by its change: a new version has other passages. */
export function usePassages(documentId: string, start: number) {
  return useInfiniteQuery({
    queryKey: knowledgeKeys.passages(documentId, start),
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      api
        .GET('/api/knowledge/documents/{document_id}/passages', {
          params: {
            ...path(documentId),
            query: { start, limit: 30, ...(pageParam === null ? {} : { cursor: pageParam }) },
          },
          signal,
        })
        .then(dataOf),
    getNextPageParam: (page) => page.cursor,
    select: (data) => data.pages.flatMap((page) => page.items),
  })
}

export function useUses(documentId: string) {
  return useQuery({
    queryKey: knowledgeKeys.uses(documentId),
    queryFn: ({ signal }) =>
      api.GET('/api/knowledge/documents/{document_id}/uses', { params: path(documentId), signal }).then(dataOf),
  })
}

/** What a search finds, with scores. Below the company's threshold too: one wants to see how near it was. */
export function useAnswer(question: string) {
  return useQuery({
    queryKey: knowledgeKeys.answer(question),
    queryFn: ({ signal }) =>
      api.POST('/api/knowledge/search', { body: { query: question, top_k: 10 }, signal }).then(dataOf),
    enabled: question !== '',
  })
}

export function useAddPage() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: { url: string; name?: string }) => api.POST('/api/knowledge/documents/url', { body }).then(dataOf),
    onSuccess: () => queries.invalidateQueries({ queryKey: knowledgeKeys.all }),
  })
}

export function useRetry() {
  const queries = useQueryClient()
  const notify = useNotify()
  const t = useTranslations('knowledge')
  return useMutation({
    mutationFn: (documentId: string) =>
      api.POST('/api/knowledge/documents/{document_id}/retry', { params: path(documentId) }).then(dataOf),
    onError: notify.failed(t('retryFailed')),
    onSettled: () => queries.invalidateQueries({ queryKey: knowledgeKeys.all }),
  })
}

export function useDelete() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (documentId: string) =>
      api.DELETE('/api/knowledge/documents/{document_id}', { params: path(documentId) }),
    onSuccess: (_answer, documentId) => {
      queries.removeQueries({ queryKey: knowledgeKeys.document(documentId) })
      return queries.invalidateQueries({ queryKey: knowledgeKeys.lists() })
    },
  })
}

/** Files on their way, as long as the page is open. */
export function useUploads() {
  const queries = useQueryClient()
  const [queue] = useState(
    () =>
      new UploadQueue(
        (file, name, onProgress) => sendFile('/api/knowledge/documents', file, { name, onProgress }),
        () => void queries.invalidateQueries({ queryKey: knowledgeKeys.all }),
      ),
  )
  return { queue, uploads: useSyncExternalStore(queue.subscribe, queue.read) }
}
