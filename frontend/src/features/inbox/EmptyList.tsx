import { Button } from '@mantine/core'
import { IconFilterOff, IconFlask, IconInbox } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

import { EmptyState } from '@/ui/EmptyState'

import { useInbox } from './InboxContext'
import { filtersIn, type InboxSearch } from './InboxSearch'

export function EmptyList({ search }: { search: InboxSearch }) {
  const t = useTranslations('inbox')
  const { mayWrite } = useInbox()
  const navigate = useNavigate()
  const icon = <IconInbox size={22} stroke={1.6} />

  if (search.q || search.unread || search.closed || search.inbox || filtersIn(search) > 0) {
    return (
      <EmptyState icon={<IconFilterOff size={22} stroke={1.6} />} title={t('emptyFiltered')} hint={t('emptyFilteredHint')}>
        <Button
          variant="default"
          size="sm"
          onClick={() => void navigate({ to: '.', search: search.tab ? { tab: search.tab } : {} })}
        >
          {t('clearFilters')}
        </Button>
      </EmptyState>
    )
  }
  if (search.tab === 'mine') return <EmptyState icon={icon} title={t('emptyMine')} hint={t('emptyMineHint')} />
  if (search.tab === 'waiting') return <EmptyState icon={icon} title={t('emptyWaiting')} hint={t('emptyWaitingHint')} />
  return (
    <EmptyState icon={icon} title={t('emptyAll')} hint={t('emptyAllHint')}>
      {mayWrite && (
        <Button size="sm" leftSection={<IconFlask size={17} />} renderRoot={(props) => <Link to="/playground" {...props} />}>
          {t('tryChat')}
        </Button>
      )}
    </EmptyState>
  )
}
