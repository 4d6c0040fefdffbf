import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import { api, dataOf, type Schema } from '@/lib/api'

export const companySettingsKey = ['company-settings'] as const

/** For who administers; others are refused. */
export function useCompanySettings(enabled = true) {
  return useQuery({
    queryKey: companySettingsKey,
    queryFn: ({ signal }) => api.GET('/api/settings', { signal }).then(dataOf),
    enabled,
  })
}

export function useSettingsChange() {
  const queryClient = useQueryClient()

  return useMutation({
    mutationFn: (body: Schema<'SettingsPatch'>) => api.PATCH('/api/settings', { body }).then(dataOf),
    onSuccess: (settings) => queryClient.setQueryData(companySettingsKey, settings),
  })
}
