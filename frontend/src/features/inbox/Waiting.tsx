import { IconBell } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { type ComponentProps, lazy } from 'react'
import { useTranslations } from 'use-intl'

import { useLiveChanges } from '@/lib/live/live'
import { RailButton } from '@/ui/AppFrame'
import { OnDemand } from '@/ui/OnDemand'

import { inboxKeys } from './inboxKeys'
import { useCounts } from './useCounts'

const load = () => import('./WaitingPanel')
const WaitingPanel = lazy(() => load().then((it) => ({ default: it.WaitingPanel })))

/** The bell: contacts who wait for a person, wherever one works at the moment. */
export function Waiting({ onOpen }: { onOpen: (conversationId: string) => void }) {
  const queryClient = useQueryClient()
  const counts = useCounts({})
  const count = counts.data?.waiting ?? 0

  useLiveChanges(() => {
    void queryClient.invalidateQueries({ queryKey: inboxKeys.counts() })
    void queryClient.invalidateQueries({ queryKey: inboxKeys.waiting() })
  })

  return (
    <OnDemand load={load} opens="dialog" button={(props) => <BellButton {...props} count={count} />}>
      <WaitingPanel count={count} onOpen={onOpen} />
    </OnDemand>
  )
}

export function BellButton({ count, ...props }: { count: number } & ComponentProps<'button'>) {
  const t = useTranslations('waiting')
  const label = count > 0 ? t('label', { count }) : t('none')
  return <RailButton {...props} label={label} Icon={IconBell} count={count} />
}
