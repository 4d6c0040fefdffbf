import { Button, Collapse, MultiSelect, SegmentedControl, Select, Switch } from '@mantine/core'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { useInboxes } from '@/lib/useInboxes'

import { useDash } from './DashContext'
import type { DashName } from './DashLayout'
import { type AgentFilter, filtersIn, GRANULARITIES, PRESETS } from './DashSearch'
import classes from './Filters.module.css'
import { PeriodDays } from './PeriodDays'
import { useFilterNames } from './useFilterNames'

/** What all dashboards are asked: which days, in which pieces, of whom. */
export function Filters({ name }: { name: DashName }) {
  const t = useTranslations('dashboards')
  const { search, change } = useDash()
  const [open, setOpen] = useState(filtersIn(search) > 0)
  const custom = search.from !== undefined
  const filters = filtersIn(search)

  return (
    <div>
      <div className={classes.row}>
        <Select
          className={classes.period}
          size="xs"
          aria-label={t('period')}
          allowDeselect={false}
          value={custom ? 'custom' : (search.preset ?? '30d')}
          data={[
            ...PRESETS.map((value) => ({ value, label: t(`preset.${value}`) })),
            ...(custom ? [{ value: 'custom', label: t('preset.custom') }] : []),
          ]}
          onChange={(value) => {
            const preset = PRESETS.find((it) => it === value)
            if (preset) change({ preset: preset === '30d' ? undefined : preset, from: undefined, to: undefined })
          }}
        />
        <PeriodDays />
        {name !== 'companies' && (
          <>
            {name !== 'funnel' && (
              <SegmentedControl
                size="xs"
                aria-label={t('granularity')}
                value={search.by ?? 'auto'}
                data={(['auto', ...GRANULARITIES] as const).map((value) => ({ value, label: t(`by.${value}`) }))}
                onChange={(value) => change({ by: GRANULARITIES.find((it) => it === value) })}
              />
            )}
            <Switch
              size="sm"
              label={t('compare')}
              checked={search.compare ?? false}
              onChange={(event) => change({ compare: event.currentTarget.checked || undefined })}
            />
            <Button
              size="xs"
              variant={filters > 0 ? 'light' : 'default'}
              leftSection={<IconAdjustmentsHorizontal size={15} />}
              aria-expanded={open}
              onClick={() => setOpen(!open)}
            >
              {t('filters', { count: filters })}
            </Button>
          </>
        )}
      </div>
      {name !== 'companies' && (
        <Collapse expanded={open} transitionDuration={120}>
          <More name={name} />
        </Collapse>
      )}
    </div>
  )
}

function More({ name }: { name: DashName }) {
  const t = useTranslations('dashboards')
  const { search, change } = useDash()
  const inboxes = useInboxes()
  const [asked, setAsked] = useState(false)
  const names = useFilterNames(search, asked ? (name === 'funnel' ? 'sources' : 'models') : null)
  const options = (found: string[], chosen: string[] = []) => [...new Set([...found, ...chosen])]

  return (
    <div className={classes.more}>
      <MultiSelect
        size="xs"
        label={t('inbox')}
        placeholder={search.inboxes ? '' : t('all')}
        clearable
        searchable
        data={(inboxes.data ?? []).map((it) => ({ value: it.id, label: it.name }))}
        value={search.inboxes ?? []}
        onChange={(chosen) => change({ inboxes: chosen })}
      />
      {name !== 'funnel' && (
        <Select
          size="xs"
          label={t('agent')}
          placeholder={t('all')}
          clearable
          data={['SDR', 'COPILOT'] satisfies AgentFilter[]}
          value={search.agents?.[0] ?? null}
          onChange={(chosen) => change({ agents: chosen === 'SDR' || chosen === 'COPILOT' ? [chosen] : undefined })}
        />
      )}
      {name === 'funnel' ? (
        <MultiSelect
          size="xs"
          label={t('source')}
          placeholder={search.sources ? '' : t('all')}
          clearable
          searchable
          nothingFoundMessage={names.isFetching ? t('searching') : t('noOptions')}
          onFocus={() => setAsked(true)}
          data={options(names.data ?? [], search.sources)}
          value={search.sources ?? []}
          onChange={(chosen) => change({ sources: chosen })}
        />
      ) : (
        <MultiSelect
          size="xs"
          label={t('model')}
          placeholder={search.models ? '' : t('all')}
          clearable
          searchable
          nothingFoundMessage={names.isFetching ? t('searching') : t('noOptions')}
          onFocus={() => setAsked(true)}
          data={options(names.data ?? [], search.models)}
          value={search.models ?? []}
          onChange={(chosen) => change({ models: chosen })}
        />
      )}
    </div>
  )
}
