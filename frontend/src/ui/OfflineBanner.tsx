import { IconWifiOff } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'

import { useOnline } from '@/lib/useOnline'

import classes from './OfflineBanner.module.css'

/** Says that the network is gone, for as long as it is. */
export function OfflineBanner() {
  const t = useTranslations('app')
  const online = useOnline()

  return (
    <div role="status">
      {!online && (
        <p className={classes.banner}>
          <IconWifiOff size={17} stroke={1.8} aria-hidden="true" />
          {t('offline')}
        </p>
      )}
    </div>
  )
}
