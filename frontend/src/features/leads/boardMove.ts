import type { InfiniteData } from '@tanstack/react-query'

import type { Schema } from '@/lib/api'

import type { Lead, LeadState } from './leadStates'

export type LeadPages = InfiniteData<Schema<'LeadPage'>, string | null>
type Funnel = Schema<'Funnel'>

/** A lead that moved up between two page loads is in both: the first one counts. */
export function flatten(data: LeadPages): Lead[] {
  const byId = new Map<string, Lead>()
  for (const page of data.pages) {
    for (const lead of page.items) if (!byId.has(lead.id)) byId.set(lead.id, lead)
  }
  return [...byId.values()]
}

export function withoutLead(data: LeadPages, leadId: string): LeadPages {
  return {
    ...data,
    pages: data.pages.map((page) => ({ ...page, items: page.items.filter((lead) => lead.id !== leadId) })),
  }
}

/** Where the lead goes it stands first. Where it may go next, the server will say. */
export function withLead(data: LeadPages, lead: Lead, state: LeadState): LeadPages {
  const [first, ...rest] = withoutLead(data, lead.id).pages
  if (!first) return data
  const moved: Lead = { ...lead, state, next_states: [] }
  return { ...data, pages: [{ ...first, items: [moved, ...first.items] }, ...rest] }
}

export function moveInFunnel(funnel: Funnel, lead: Lead, to: LeadState): Funnel {
  return {
    ...funnel,
    steps: funnel.steps.map((step) => {
      if (step.state === lead.state) return counted(step, lead, -1)
      return step.state === to ? counted(step, lead, 1) : step
    }),
  }
}

function counted(step: Schema<'FunnelStep'>, lead: Lead, by: 1 | -1): Schema<'FunnelStep'> {
  const leads = Math.max(0, step.leads + by)
  const sum = (step.mean_score ?? 0) * step.leads + by * lead.score.total
  return {
    ...step,
    leads,
    mean_score: leads === 0 ? null : Math.max(0, sum) / leads,
    value_cents: Math.max(0, step.value_cents + by * (lead.value_cents ?? 0)),
  }
}
