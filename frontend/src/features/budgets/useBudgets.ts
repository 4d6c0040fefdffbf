import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import { api, dataOf, type Schema } from '@/lib/api'

export type Budget = Schema<'BudgetView'>
export type NewBudget = Schema<'NewBudget'>
export type Measure = Schema<'Amounts'>

const budgetKeys = {
  all: ['budgets'] as const,
  list: () => [...budgetKeys.all, 'list'] as const,
  keyNames: () => [...budgetKeys.all, 'keyNames'] as const,
}

/** Asked again every half minute: the bars move while one looks. */
export function useBudgets() {
  return useQuery({
    queryKey: budgetKeys.list(),
    queryFn: ({ signal }) => api.GET('/api/budgets', { signal }).then(dataOf),
    select: (list) => list.items,
    refetchInterval: 30_000,
  })
}

/** The company's API keys that can be used. Only who administers may ask. */
export function useKeyNames(enabled: boolean) {
  return useQuery({
    queryKey: budgetKeys.keyNames(),
    queryFn: ({ signal }) => api.GET('/api/api-keys', { signal }).then(dataOf),
    select: (list) => list.items.map(({ id, name, revoked_at: revokedAt }) => ({ id, name, revoked: revokedAt !== null })),
    enabled,
    staleTime: 60_000,
  })
}

/** Of a budget that is there, only what one may change goes out. */
export function useSaveBudget(budgetId: string | null) {
  const queryClient = useQueryClient()

  return useMutation({
    mutationFn(body: NewBudget) {
      if (budgetId === null) return api.POST('/api/budgets', { body }).then(dataOf)
      const { kind, max_tokens = null, max_micro_usd = null, warn_percent } = body
      return api
        .PATCH('/api/budgets/{budget_id}', {
          params: { path: { budget_id: budgetId } },
          body: { kind, max_tokens, max_micro_usd, warn_percent },
        })
        .then(dataOf)
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: budgetKeys.all }),
  })
}

export function useRemoveBudget() {
  const queryClient = useQueryClient()

  return useMutation({
    mutationFn: (budgetId: string) => api.DELETE('/api/budgets/{budget_id}', { params: { path: { budget_id: budgetId } } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: budgetKeys.all }),
  })
}
