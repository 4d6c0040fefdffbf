import { Button, Popover } from '@mantine/core'
import { useTranslations } from 'use-intl'

import { useOpensOnArrival } from '@/ui/OnDemand'

import { type FilterProps, FunnelButton } from './FilterButton'
import { FilterForm } from './FilterForm'

/** All filters of the list, and how to be rid of them. */
export function FilterPanel({ search, onChange, active }: FilterProps & { active: number }) {
  const t = useTranslations('inbox')
  const { opened, setOpened, button } = useOpensOnArrival()

  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={292} shadow="lg" trapFocus returnFocus>
      <Popover.Target>
        <FunnelButton ref={button} active={active} onClick={() => setOpened(!opened)} />
      </Popover.Target>
      <Popover.Dropdown aria-label={t('filters')}>
        <FilterForm search={search} onChange={onChange} />
        {active > 0 && (
          <Button
            variant="subtle"
            size="xs"
            fullWidth
            mt="md"
            onClick={() =>
              onChange({ agent: undefined, by: undefined, person: undefined, lead: undefined, label: undefined })
            }
          >
            {t('clearFilters')}
          </Button>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}
