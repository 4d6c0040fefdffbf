import { IconLock } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'

import { EmptyState } from './EmptyState'

/** A page that one's role does not open. The backend refuses as well. */
export function NotAllowed() {
  const t = useTranslations()

  return (
    <div style={{ display: 'grid', height: '100%' }}>
      <EmptyState
        role="alert"
        icon={<IconLock size={22} stroke={1.6} />}
        title={t('common.forbiddenTitle')}
        hint={t('problem.code.FORBIDDEN')}
      />
    </div>
  )
}
