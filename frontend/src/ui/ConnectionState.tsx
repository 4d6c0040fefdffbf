import { IconCloudOff } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'

import { useLiveState } from '@/lib/live/live'
import { useOnline } from '@/lib/useOnline'

import classes from './ConnectionState.module.css'
import { Tip } from './Tip'

/** Says when what one sees may be old: only then, because that all is well needs no sign. */
export function ConnectionState() {
  const t = useTranslations('app')
  const state = useLiveState()
  const online = useOnline()

  return (
    <div role="status" className={classes.root}>
      {(state === 'away' || !online) && (
        <span className={classes.sign}>
          <IconCloudOff size={19} stroke={1.8} role="img" aria-label={t('notLive')} />
          <Tip label={t('notLive')} />
        </span>
      )}
    </div>
  )
}
