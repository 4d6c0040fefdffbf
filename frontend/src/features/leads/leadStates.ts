import type { Schema } from '@/lib/api'

export type Lead = Schema<'LeadView'>
export type LeadDetail = Schema<'LeadDetail'>
export type LeadState = Lead['state']

/** In the order of the board: the way forward, the ways aside, the end. */
export const LEAD_STATES: readonly LeadState[] = [
  'NEW',
  'QUALIFYING',
  'QUALIFIED',
  'SCHEDULED',
  'RESCHEDULED',
  'COMPLETED',
  'NURTURING',
  'UNQUALIFIED',
  'CLOSED',
]

/** From here nothing leads back, so a person is asked first. */
export const ENDS: readonly LeadState[] = ['UNQUALIFIED', 'CLOSED']

export function isLeadState(value: unknown): value is LeadState {
  return LEAD_STATES.some((state) => state === value)
}

/** What a lead is called: its name, or its number, or nothing at all after its data was erased. */
export function leadTitle(lead: Pick<Lead, 'name' | 'phone'>, nameless: string): string {
  return lead.name ?? lead.phone ?? nameless
}
