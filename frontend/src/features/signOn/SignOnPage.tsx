import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'

import { api, dataOf } from '@/lib/api'
import { Page } from '@/ui/Page'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { TextSkeleton } from '@/ui/Skeletons'

import { ProviderForm } from './ProviderForm'
import { signOnKey } from './signOnKey'

/** The company's own sign-in. Null where there is none yet. */
export function SignOnPage({ slug }: { slug: string }) {
  const t = useTranslations('signOn')
  const tCommon = useTranslations('common')
  const provider = useQuery({
    queryKey: signOnKey,
    queryFn: ({ signal }) => api.GET('/api/identity-provider', { signal }).then(dataOf),
  })

  return (
    <Page title={t('title')} description={t('description')}>
      {provider.isPending && <TextSkeleton lines={6} />}
      {provider.isError && (
        <ProblemNotice title={tCommon('loadFailed')} error={provider.error} retry={provider.refetch} />
      )}
      {provider.isSuccess && (
        <ProviderForm key={provider.data?.updated_at ?? 'none'} provider={provider.data} slug={slug} />
      )}
    </Page>
  )
}
