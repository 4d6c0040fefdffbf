import { useDash } from './DashContext'
import { exportAddress, toQuery } from './DashSearch'

/** Where a table's file is, with the filters of the screen. Where a comma divides decimals, a semicolon divides cells. */
export function useCsv(name: 'usage' | 'cost' | 'performance' | 'funnel'): (table: string) => string {
  const { search, tenant } = useDash()
  const decimal = new Intl.NumberFormat(tenant.locale).formatToParts(1.5).find(({ type }) => type === 'decimal')
  const delimiter = decimal?.value === ',' ? 'semicolon' : 'comma'

  return (table) => exportAddress(name, table, toQuery(search, name === 'funnel' ? 'funnel' : 'counters'), delimiter)
}
