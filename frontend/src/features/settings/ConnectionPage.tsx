import { useTranslations } from 'use-intl'

import { useCompanySettings } from '@/lib/useCompanySettings'
import { Page } from '@/ui/Page'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { TextSkeleton } from '@/ui/Skeletons'

import { ConnectionForm } from './ConnectionForm'

export function ConnectionPage() {
  const t = useTranslations('connection')
  const tCommon = useTranslations('common')
  const settings = useCompanySettings()

  return (
    <Page title={t('title')} description={t('description')}>
      {settings.isPending && <TextSkeleton lines={6} />}
      {settings.isError && (
        <ProblemNotice title={tCommon('loadFailed')} error={settings.error} retry={settings.refetch} />
      )}
      {settings.data && <ConnectionForm settings={settings.data} />}
    </Page>
  )
}
