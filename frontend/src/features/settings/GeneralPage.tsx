import { useTranslations } from 'use-intl'

import { useCompanySettings } from '@/lib/useCompanySettings'
import { Page } from '@/ui/Page'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { TextSkeleton } from '@/ui/Skeletons'

import { GeneralForm, type GeneralProps } from './GeneralForm'

export function GeneralPage({ tenant, onSaved }: GeneralProps) {
  const t = useTranslations('general')
  const tCommon = useTranslations('common')
  const settings = useCompanySettings()

  return (
    <Page title={t('title')} description={t('description')}>
      {settings.isPending && <TextSkeleton lines={8} />}
      {settings.isError && (
        <ProblemNotice title={tCommon('loadFailed')} error={settings.error} retry={settings.refetch} />
      )}
      {settings.data && <GeneralForm tenant={tenant} onSaved={onSaved} settings={settings.data} />}
    </Page>
  )
}
