import { IconMessages } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'

import { EmptyState } from '@/ui/EmptyState'

export function NothingOpen() {
  const t = useTranslations('inbox')

  return (
    <div style={{ display: 'grid', height: '100%' }}>
      <EmptyState icon={<IconMessages size={22} stroke={1.6} />} title={t('choose')} hint={t('chooseHint')} />
    </div>
  )
}
