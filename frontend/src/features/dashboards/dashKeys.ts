import type { DashQuery } from './DashSearch'

export const dashKeys = {
  all: ['dashboards'] as const,
  of: (name: 'usage' | 'cost' | 'performance' | 'funnel', query: DashQuery) => [...dashKeys.all, name, query] as const,
  companies: (firstDay: string, lastDay: string, search: string | undefined) =>
    [...dashKeys.all, 'companies', firstDay, lastDay, search] as const,
}
