import { Button } from '@mantine/core'
import { IconMapOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

import { EmptyState } from './EmptyState'
import { FullPage } from './FullPage'

export function MissingPage() {
  const t = useTranslations('app')

  return (
    <FullPage>
      <EmptyState icon={<IconMapOff size={22} />} title={t('notFoundTitle')} hint={t('notFoundHint')}>
        <Button renderRoot={(props) => <Link to="/" {...props} />}>{t('backHome')}</Button>
      </EmptyState>
    </FullPage>
  )
}
