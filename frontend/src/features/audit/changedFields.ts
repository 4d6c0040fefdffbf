import { isRecord } from '@/lib/ApiProblem'

export type ChangedField = { name: string; before: string | null; after: string | null }

/** What an entry changed, field by field. What stayed the same is left out. */
export function changedFields(before: unknown, after: unknown): ChangedField[] {
  const old = isRecord(before) ? before : {}
  const fresh = isRecord(after) ? after : {}
  const names = [...new Set([...Object.keys(old), ...Object.keys(fresh)])].toSorted()
  return names
    .map((name) => ({ name, before: text(old[name]), after: text(fresh[name]) }))
    .filter((field) => field.before !== field.after)
}

function text(value: unknown): string | null {
  if (value === undefined || value === null) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}
