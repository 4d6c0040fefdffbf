import type { Schema } from '@/lib/api'

export type Document = Schema<'DocumentView'>
export type DocumentState = Document['state']
export type DocumentFilters = { search?: string; state?: DocumentState }
/** What one looks at, as it stands in the address. `ask` is a question to the knowledge base. */
export type KnowledgeSearch = { tab?: 'ask'; ask?: string; q?: string; state?: DocumentState }

export const DOCUMENT_STATES: readonly DocumentState[] = ['queued', 'extracting', 'embedding', 'ready', 'failed']

export function readKnowledgeSearch(raw: Record<string, unknown>): KnowledgeSearch {
  const ask = text(raw.ask)
  const q = text(raw.q)
  const state = DOCUMENT_STATES.find((one) => one === raw.state)
  return {
    ...(raw.tab === 'ask' ? { tab: 'ask' as const } : {}),
    ...(ask ? { ask } : {}),
    ...(q ? { q } : {}),
    ...(state ? { state } : {}),
  }
}

/** Which passage of a document one came for, and with which question. */
export type PassageSearch = { passage?: number; ask?: string }

export function readPassageSearch(raw: Record<string, unknown>): PassageSearch {
  const ask = text(raw.ask)
  const { passage } = raw
  return {
    ...(typeof passage === 'number' && Number.isInteger(passage) && passage >= 0 ? { passage } : {}),
    ...(ask ? { ask } : {}),
  }
}

export function isWorking({ state }: Pick<Document, 'state'>): boolean {
  return state === 'queued' || state === 'extracting' || state === 'embedding'
}

function text(value: unknown): string | undefined {
  // The address makes a number of what looks like one.
  const said = typeof value === 'number' ? String(value) : value
  return typeof said === 'string' && said.trim() !== '' ? said.slice(0, 2000) : undefined
}
