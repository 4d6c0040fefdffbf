const MINUTE = 60_000
/** No place on earth begins its day further from midnight in UTC. */
const FARTHEST = 15 * 60

/** When a day of a time zone begins: of two midnights the earlier, of none the moment after the gap. */
export function startOfDay(day: string, timezone: string): string {
  const dayAt = new Intl.DateTimeFormat('en-CA', { timeZone: timezone, year: 'numeric', month: '2-digit', day: '2-digit' })
  const midnight = Date.parse(`${day}T00:00:00Z`)
  // The first minute that is on this day, or after it: days only ever go on.
  let before = -FARTHEST
  let begun = FARTHEST
  while (begun - before > 1) {
    const middle = Math.floor((before + begun) / 2)
    if (dayAt.format(midnight + middle * MINUTE) >= day) begun = middle
    else before = middle
  }
  return new Date(midnight + begun * MINUTE).toISOString()
}

/** So many days later in the calendar. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
