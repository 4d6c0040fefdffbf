/** What one looks at, as it stands in the address. */
export type ContactSearch = {
  q?: string
  /** Also who is archived, or was erased. */
  archived?: true
}

/** What it does not know, it leaves out: a link can be old, or written by hand. */
export function readContactSearch(raw: Record<string, unknown>): ContactSearch {
  // The address makes a number of what looks like one: a phone, for example.
  const q = typeof raw.q === 'string' || typeof raw.q === 'number' ? String(raw.q).trim().slice(0, 100) : ''
  return { ...(q !== '' && { q }), ...(raw.archived === true && { archived: true }) }
}
