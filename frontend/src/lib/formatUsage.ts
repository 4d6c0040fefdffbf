import type { NumberFormatOptions } from 'use-intl'

type Format = { number: (value: number, options: NumberFormatOptions) => string }

/** Seconds from one second on, milliseconds below. */
export function formatLatency(format: Format, ms: number): string {
  return ms < 1000
    ? format.number(Math.round(ms), { style: 'unit', unit: 'millisecond', unitDisplay: 'short' })
    : format.number(ms / 1000, {
        style: 'unit',
        unit: 'second',
        unitDisplay: 'narrow',
        minimumFractionDigits: 1,
        maximumFractionDigits: 1,
      })
}

/** One answer costs fractions of a cent: two significant digits below a cent, cents above. */
export function formatCost(format: Format, microUsd: number): string {
  const usd = microUsd / 1_000_000
  const small = usd > 0 && usd < 0.01
  return format.number(usd, {
    style: 'currency',
    currency: 'USD',
    ...(small ? { maximumSignificantDigits: 2 } : { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  })
}
