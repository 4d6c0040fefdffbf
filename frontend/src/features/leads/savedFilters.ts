import { useState } from 'react'

import { isRecord } from '@/lib/ApiProblem'
import { rememberedStorage } from '@/lib/browserStorage'
import { parseJson } from '@/lib/parseJson'

import { filtersOf, type LeadSearch, readLeadSearch } from './LeadSearch'

export type SavedFilter = { name: string; search: LeadSearch }

const MOST = 20

/** One person's own filters, kept in this browser. `scope` is the person in the company. */
export function useSavedFilters(scope: string) {
  const key = `dom360.leads.filters.${scope}`
  const [saved, setSaved] = useState(() => readSaved(rememberedStorage.read(key)))

  function keep(next: SavedFilter[]) {
    setSaved(next)
    rememberedStorage.write(key, next.length === 0 ? null : JSON.stringify(next))
  }

  return {
    saved,
    /** A name that is there already gets the new filter. */
    save: (name: string, search: LeadSearch) => keep(withFilter(saved, name, search)),
    remove: (name: string) => keep(saved.filter((one) => one.name !== name)),
  }
}

export function withFilter(saved: SavedFilter[], name: string, search: LeadSearch): SavedFilter[] {
  return [...saved.filter((one) => one.name !== name), { name, search: filtersOf(search) }].slice(-MOST)
}

export function readSaved(text: string | null): SavedFilter[] {
  const stored = parseJson(text)
  if (!Array.isArray(stored)) return []
  return stored.flatMap((one: unknown) =>
    isRecord(one) && typeof one.name === 'string' && isRecord(one.search)
      ? [{ name: one.name, search: filtersOf(readLeadSearch(one.search)) }]
      : [],
  )
}
