/** An instant as a `datetime-local` input holds it: the reader's own time, to the minute. */
export function localMinute(isoTime: string): string {
  const at = new Date(isoTime)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`
}

/** The instant of what was typed; null for nothing. */
export function readLocalMinute(typed: string): string | null {
  const at = new Date(typed)
  return typed === '' || Number.isNaN(at.getTime()) ? null : at.toISOString()
}
