import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'

import { api, dataOf, type Schema } from '@/lib/api'
import { useNotify } from '@/ui/useNotify'

import { type LeadPages, moveInFunnel, withLead, withoutLead } from './boardMove'
import { leadsKeys } from './leadsKeys'
import type { Lead, LeadDetail, LeadState } from './leadStates'

export type Move = { lead: Lead; to: LeadState; reason?: string }

/** Moves a lead. The board shows it at once, and puts it back where the server refuses. */
export function useMoveLead() {
  const queries = useQueryClient()
  const notify = useNotify()
  const t = useTranslations('leads')

  return useMutation({
    mutationFn: ({ lead, to, reason }: Move) =>
      api
        .POST('/api/leads/{lead_id}/state', {
          params: { path: { lead_id: lead.id } },
          body: { state: to, ...(reason ? { reason } : {}) },
        })
        .then(dataOf),
    async onMutate({ lead, to }) {
      await queries.cancelQueries({ queryKey: leadsKeys.all })
      const before = [
        ...queries.getQueriesData({ queryKey: leadsKeys.columns() }),
        ...queries.getQueriesData({ queryKey: leadsKeys.funnels() }),
      ]
      for (const [key, data] of queries.getQueriesData<LeadPages>({ queryKey: leadsKeys.columns() })) {
        if (!data) continue
        if (key[2] === lead.state) queries.setQueryData(key, withoutLead(data, lead.id))
        if (key[2] === to) queries.setQueryData(key, withLead(data, lead, to))
      }
      queries.setQueriesData<Schema<'Funnel'>>({ queryKey: leadsKeys.funnels() }, (funnel) =>
        funnel && moveInFunnel(funnel, lead, to),
      )
      return before
    },
    onError(error, _move, before) {
      for (const [key, data] of before ?? []) queries.setQueryData(key, data)
      notify.failed(t('moveFailed'))(error)
    },
    onSettled: () => queries.invalidateQueries({ queryKey: leadsKeys.all }),
  })
}

export function useChangeLead(leadId: string) {
  const queries = useQueryClient()
  const notify = useNotify()
  const t = useTranslations('leads')

  return useMutation({
    mutationFn: (body: Partial<Schema<'LeadPatch'>>) =>
      api
        .PATCH('/api/leads/{lead_id}', {
          params: { path: { lead_id: leadId } },
          // The generated type wants the defaults too; absent means unchanged.
          body: body as Schema<'LeadPatch'>,
        })
        .then(dataOf),
    onSuccess: (lead) => showLead(queries, lead),
    onError: notify.failed(t('changeFailed')),
  })
}

export function useComment(leadId: string) {
  const queries = useQueryClient()
  const notify = useNotify()
  const t = useTranslations('leads')

  return useMutation({
    mutationFn: (text: string) =>
      api
        .POST('/api/leads/{lead_id}/comments', { params: { path: { lead_id: leadId } }, body: { text } })
        .then(dataOf),
    onSuccess: (lead) => showLead(queries, lead),
    onError: notify.failed(t('commentFailed')),
  })
}

export function useMergeLead(leadId: string) {
  const queries = useQueryClient()

  return useMutation({
    mutationFn: (duplicateId: string) =>
      api
        .POST('/api/leads/{lead_id}/merge', {
          params: { path: { lead_id: leadId } },
          body: { duplicate_id: duplicateId },
        })
        .then(dataOf),
    onSuccess: (lead) => showLead(queries, lead),
  })
}

export function useCreateLead() {
  const queries = useQueryClient()

  return useMutation({
    mutationFn: (body: { phone: string; name?: string; source?: string }) =>
      api.POST('/api/leads', { body: { fields: { }, ...body } }).then(dataOf),
    onSuccess: () => queries.invalidateQueries({ queryKey: leadsKeys.all }),
  })
}

/** The answer is the lead as it is now; lists and its timeline are asked again. */
function showLead(queries: ReturnType<typeof useQueryClient>, lead: LeadDetail) {
  queries.setQueryData(leadsKeys.lead(lead.id), lead)
  return queries.invalidateQueries({ queryKey: leadsKeys.all })
}
