import type { LeadQuery } from './LeadSearch'
import type { LeadState } from './leadStates'

export const leadsKeys = {
  all: ['leads'] as const,
  lists: () => [...leadsKeys.all, 'list'] as const,
  list: (query: LeadQuery) => [...leadsKeys.lists(), query] as const,
  columns: () => [...leadsKeys.all, 'column'] as const,
  column: (state: LeadState, query: LeadQuery) => [...leadsKeys.columns(), state, query] as const,
  funnels: () => [...leadsKeys.all, 'funnel'] as const,
  funnel: (query: LeadQuery) => [...leadsKeys.funnels(), query] as const,
  lead: (leadId: string) => [...leadsKeys.all, 'lead', leadId] as const,
  events: (leadId: string) => [...leadsKeys.lead(leadId), 'events'] as const,
  matches: (search: string) => [...leadsKeys.all, 'matches', search] as const,
}
