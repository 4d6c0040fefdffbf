import { ActionIcon, Indicator } from '@mantine/core'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { type ComponentProps, lazy } from 'react'
import { useTranslations } from 'use-intl'

import { OnDemand } from '@/ui/OnDemand'

import { filtersIn, type InboxSearch, type SearchChange } from './InboxSearch'

const load = () => import('./FilterPanel')
const FilterPanel = lazy(() => load().then((it) => ({ default: it.FilterPanel })))

export type FilterProps = { search: InboxSearch; onChange: (change: SearchChange) => void }

export function FilterButton(filters: FilterProps) {
  const active = filtersIn(filters.search)

  return (
    <Indicator disabled={active === 0} label={active} size={16} offset={4} color="petrol">
      <OnDemand load={load} opens="dialog" button={(props) => <FunnelButton {...props} active={active} />}>
        <FilterPanel {...filters} active={active} />
      </OnDemand>
    </Indicator>
  )
}

export function FunnelButton({ active, ...props }: { active: number } & Pick<ComponentProps<'button'>, 'ref' | 'onClick'>) {
  const t = useTranslations('inbox')
  return (
    <ActionIcon
      {...props}
      variant="default"
      size={36}
      aria-label={active > 0 ? t('filtersOn', { count: active }) : t('filters')}
    >
      <IconAdjustmentsHorizontal size={18} stroke={1.7} />
    </ActionIcon>
  )
}
