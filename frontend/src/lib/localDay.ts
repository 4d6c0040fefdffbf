/** The reader's own calendar day, for grouping: 2026-05-31. */
export function localDay(isoTime: string): string {
  const date = new Date(isoTime)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** How many calendar days `isoTime` lies before `now`: 0 is today, 1 yesterday. */
export function daysAgo(isoTime: string, now: Date): number {
  const day = new Date(isoTime)
  const from = Date.UTC(day.getFullYear(), day.getMonth(), day.getDate())
  const to = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())
  return Math.round((to - from) / 86_400_000)
}
