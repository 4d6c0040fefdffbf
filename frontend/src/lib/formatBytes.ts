import type { createFormatter } from 'use-intl'

/** A file's size: kB below one MB, then MB. */
export function formatBytes(format: ReturnType<typeof createFormatter>, bytes: number): string {
  const large = bytes >= 1_000_000
  return format.number(bytes / (large ? 1_000_000 : 1000), {
    style: 'unit',
    unit: large ? 'megabyte' : 'kilobyte',
    maximumFractionDigits: 1,
  })
}
