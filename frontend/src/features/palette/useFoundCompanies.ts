import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { IconBuilding } from '@tabler/icons-react'

import { api, dataOf, type Schema } from '@/lib/api'
import type { Command } from '@/ui/Command'

/** For who administers the platform. `onOpen` null: nobody asks. */
export function useFoundCompanies(query: string, onOpen: ((slug: string) => void) | null): Command[] {
  const text = query.trim()
  const [words] = useDebouncedValue(text, 180)
  const found = useQuery<Schema<'CompanyPage'>>({
    queryKey: ['palette', 'companies', words],
    queryFn: ({ signal }) =>
      api.GET('/api/admin/tenants', { params: { query: { search: words, limit: 5 } }, signal }).then(dataOf),
    enabled: onOpen !== null && words !== '',
    placeholderData: keepPreviousData,
  })
  if (onOpen === null || text === '') return []

  return (found.data?.items ?? []).map(({ id, name, slug }) => ({
    id: `company-${id}`,
    label: name,
    Icon: IconBuilding,
    run: () => onOpen(slug),
  }))
}
