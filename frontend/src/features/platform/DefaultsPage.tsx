import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'

import { api, dataOf } from '@/lib/api'
import { Page } from '@/ui/Page'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { TextSkeleton } from '@/ui/Skeletons'

import { DefaultsForm } from './DefaultsForm'
import { platformKeys } from './platformKeys'

export function DefaultsPage() {
  const t = useTranslations('platform.defaults')
  const tPage = useTranslations('platform.page')
  const tCommon = useTranslations('common')
  const defaults = useQuery({
    queryKey: platformKeys.defaults(),
    queryFn: ({ signal }) => api.GET('/api/admin/defaults', { signal }).then(dataOf),
  })

  return (
    <Page title={tPage('defaults')} description={t('description')}>
      {defaults.isPending && <TextSkeleton lines={8} />}
      {defaults.isError && (
        <ProblemNotice title={tCommon('loadFailed')} error={defaults.error} retry={defaults.refetch} />
      )}
      {defaults.data && <DefaultsForm defaults={defaults.data} />}
    </Page>
  )
}
