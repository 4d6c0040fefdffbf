import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import { api, dataOf, type Schema } from '@/lib/api'

export type Label = Schema<'LabelView'>
export type Answer = Schema<'CannedAnswerView'>

export const deskKeys = {
  all: ['desk'] as const,
  labels: () => [...deskKeys.all, 'labels'] as const,
  answers: () => [...deskKeys.all, 'answers'] as const,
}

export function useLabels() {
  return useQuery({
    queryKey: deskKeys.labels(),
    queryFn: ({ signal }) => api.GET('/api/labels', { signal }).then(dataOf),
    select: (list) => list.items,
  })
}

export function useAnswers() {
  return useQuery({
    queryKey: deskKeys.answers(),
    queryFn: ({ signal }) => api.GET('/api/canned-answers', { signal }).then(dataOf),
    select: (list) => list.items,
  })
}

/** The inbox shows labels and answers, too: all that is on the screen is read anew. */
function useEverythingAnew() {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries()
}

export function useSaveLabel(labelId: string | null) {
  const onSuccess = useEverythingAnew()

  return useMutation({
    mutationFn: (body: Schema<'NewLabel'>) =>
      labelId === null
        ? api.POST('/api/labels', { body }).then(dataOf)
        : api.PUT('/api/labels/{label_id}', { params: { path: { label_id: labelId } }, body }).then(dataOf),
    onSuccess,
  })
}

export function useDeleteLabel() {
  const onSuccess = useEverythingAnew()

  return useMutation({
    mutationFn: (labelId: string) => api.DELETE('/api/labels/{label_id}', { params: { path: { label_id: labelId } } }),
    onSuccess,
  })
}

export function useSaveAnswer(answerId: string | null) {
  const onSuccess = useEverythingAnew()

  return useMutation({
    mutationFn: (body: Schema<'NewCannedAnswer'>) =>
      answerId === null
        ? api.POST('/api/canned-answers', { body }).then(dataOf)
        : api
            .PUT('/api/canned-answers/{answer_id}', { params: { path: { answer_id: answerId } }, body })
            .then(dataOf),
    onSuccess,
  })
}

export function useDeleteAnswer() {
  const onSuccess = useEverythingAnew()

  return useMutation({
    mutationFn: (answerId: string) =>
      api.DELETE('/api/canned-answers/{answer_id}', { params: { path: { answer_id: answerId } } }),
    onSuccess,
  })
}
