import { Button, CloseButton, MultiSelect, Popover, Select, Stack, TagsInput, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconAdjustmentsHorizontal, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { useInboxes } from '@/lib/useInboxes'

import { FunnelPlace } from './FunnelPlace'
import classes from './LeadFilters.module.css'
import { filtersOf, type LeadSearch } from './LeadSearch'
import type { LeadsPageProps } from './LeadsPage'
import { isLeadState, LEAD_STATES } from './leadStates'
import { SavedFilters } from './SavedFilters'
import { usePeople } from './usePeople'

type Change = { [Name in keyof LeadSearch]: LeadSearch[Name] | undefined }
type FormProps = { search: LeadSearch; change: (change: Change, options?: { typing: boolean }) => void }

/** Every filter stands in the address, so a link shows the same. */
export function LeadFilters({ search, onSearch, scope }: Pick<LeadsPageProps, 'search' | 'onSearch' | 'scope'>) {
  const t = useTranslations('leads')

  function change(next: Change, options?: { typing: boolean }) {
    const all = Object.entries({ ...search, ...next }).filter(([, value]) => value !== undefined)
    onSearch(Object.fromEntries(all), options)
  }

  return (
    <div className={classes.root}>
      <div className={classes.row}>
        <SearchBox key={search.q === undefined ? 'none' : 'some'} search={search} change={change} />
        <Owner search={search} change={change} />
        <Score search={search} change={change} />
        <MoreFilters search={search} change={change} />
        <FunnelPlace search={search} drop={(part) => change({ [part]: undefined })} />
        {Object.keys(filtersOf(search)).length > 0 && (
          <Button
            size="xs"
            variant="subtle"
            onClick={() =>
              onSearch({ ...(search.view ? { view: search.view } : {}), ...(search.sort ? { sort: search.sort } : {}) })
            }
          >
            {t('clearFilters')}
          </Button>
        )}
      </div>
      <SavedFilters search={search} onSearch={onSearch} scope={scope} />
    </div>
  )
}

function SearchBox({ search, change }: FormProps) {
  const t = useTranslations('leads')
  const [text, setText] = useState(search.q ?? '')
  const later = useDebouncedCallback((q: string) => change({ q: q.trim() || undefined }, { typing: true }), 250)

  return (
    <TextInput
      size="xs"
      className={classes.search}
      aria-label={t('search')}
      placeholder={t('search')}
      leftSection={<IconSearch size={15} stroke={1.8} />}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        later(event.currentTarget.value)
      }}
      rightSection={
        text !== '' && (
          <CloseButton
            size="xs"
            aria-label={t('clearSearch')}
            onClick={() => {
              setText('')
              later.cancel()
              change({ q: undefined })
            }}
          />
        )
      }
    />
  )
}

function Owner({ search, change }: FormProps) {
  const t = useTranslations('leads')
  const people = usePeople()

  return (
    <Select
      size="xs"
      className={classes.choice}
      aria-label={t('owner')}
      placeholder={t('anyOwner')}
      clearable
      searchable
      value={search.owner ?? null}
      onChange={(owner) => change({ owner: owner ?? undefined })}
      data={[
        { value: 'me', label: t('mine') },
        { value: 'none', label: t('unowned') },
        ...(people.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  )
}

function Score({ search, change }: FormProps) {
  const t = useTranslations('leads')

  return (
    <Select
      size="xs"
      className={classes.choice}
      aria-label={t('minScore')}
      placeholder={t('anyScore')}
      clearable
      value={search.min === undefined ? null : String(search.min)}
      onChange={(min) => change({ min: min === null ? undefined : Number(min) })}
      data={[...new Set([50, 70, 90, ...(search.min === undefined ? [] : [search.min])])].map((score) => ({
        value: String(score),
        label: t('scoreFrom', { score }),
      }))}
    />
  )
}

function MoreFilters({ search, change }: FormProps) {
  const t = useTranslations('leads')
  const inboxes = useInboxes()
  const set = [search.states, search.source, search.inbox, search.from, search.to].filter(Boolean).length

  return (
    <Popover width={296} position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>
        <Button size="xs" variant="default" leftSection={<IconAdjustmentsHorizontal size={15} />}>
          {set > 0 ? t('moreFiltersSet', { count: set }) : t('moreFilters')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          <MultiSelect
            size="sm"
            label={t('states')}
            placeholder={search.states ? '' : t('anyState')}
            comboboxProps={{ withinPortal: false }}
            value={search.states ?? []}
            onChange={(states) => change({ states: states.length > 0 ? states.filter(isLeadState) : undefined })}
            data={LEAD_STATES.map((state) => ({ value: state, label: t(`state.${state}`) }))}
          />
          <MultiSelect
            size="sm"
            label={t('inbox')}
            placeholder={search.inbox ? '' : t('anyInbox')}
            comboboxProps={{ withinPortal: false }}
            value={search.inbox ?? []}
            onChange={(inbox) => change({ inbox: inbox.length > 0 ? inbox : undefined })}
            data={(inboxes.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
          <TagsInput
            size="sm"
            label={t('source')}
            placeholder={search.source ? '' : t('sourceExample')}
            comboboxProps={{ withinPortal: false }}
            acceptValueOnBlur
            value={(search.source ?? []).map((one) => (one === '' ? t('noSource') : one))}
            onChange={(sources) =>
              change({
                source: sources.length > 0 ? sources.map((one) => (one === t('noSource') ? '' : one)) : undefined,
              })
            }
            data={[t('noSource')]}
          />
          <div className={classes.period}>
            <TextInput
              size="sm"
              type="date"
              label={t('from')}
              value={search.from ?? ''}
              onChange={(event) => change({ from: event.currentTarget.value || undefined })}
            />
            <TextInput
              size="sm"
              type="date"
              label={t('to')}
              value={search.to ?? ''}
              onChange={(event) => change({ to: event.currentTarget.value || undefined })}
            />
          </div>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
