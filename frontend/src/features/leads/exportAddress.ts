import type { LeadQuery } from './LeadSearch'

/** Where the browser fetches the list as a file. Spreadsheets in Portuguese expect semicolons. */
export function exportAddress(query: LeadQuery, delimiter: 'comma' | 'semicolon'): string {
  const parts = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...query, delimiter })) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null) parts.append(name, String(one))
    }
  }
  return `/api/leads/export.csv?${parts.toString()}`
}
