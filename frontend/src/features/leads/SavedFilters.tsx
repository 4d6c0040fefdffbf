import { Button, CloseButton, Popover, TextInput } from '@mantine/core'
import { IconBookmark } from '@tabler/icons-react'
import { type SyntheticEvent, useState } from 'react'
import { useTranslations } from 'use-intl'

import classes from './LeadFilters.module.css'
import { filtersOf, type LeadSearch, sameFilters } from './LeadSearch'
import type { LeadsPageProps } from './LeadsPage'
import { useSavedFilters } from './savedFilters'

/** Filters under a name: ours first, then one's own. */
export function SavedFilters({ search, onSearch, scope }: Pick<LeadsPageProps, 'search' | 'onSearch' | 'scope'>) {
  const t = useTranslations('leads')
  const { saved, save, remove } = useSavedFilters(scope)
  const ours: { name: string; search: LeadSearch }[] = [
    { name: t('mine'), search: { owner: 'me' } },
    { name: t('hot'), search: { min: 70, states: ['QUALIFYING', 'QUALIFIED', 'NURTURING'] } },
  ]
  const known = [...ours, ...saved].some((one) => sameFilters(one.search, search))

  function choose(filters: LeadSearch) {
    const shown = { ...(search.view ? { view: search.view } : {}), ...(search.sort ? { sort: search.sort } : {}) }
    onSearch(sameFilters(filters, search) ? shown : { ...filters, ...shown })
  }

  return (
    <div className={classes.saved} role="group" aria-label={t('savedFilters')}>
      {[...ours, ...saved].map((one, index) => (
        <span key={`${index}-${one.name}`} className={classes.chip} data-current={sameFilters(one.search, search) || undefined}>
          <button type="button" aria-pressed={sameFilters(one.search, search)} onClick={() => choose(one.search)}>
            {one.name}
          </button>
          {index >= ours.length && (
            <CloseButton
              size={18}
              iconSize={13}
              aria-label={t('forgetFilter', { name: one.name })}
              onClick={() => remove(one.name)}
            />
          )}
        </span>
      ))}
      {!known && Object.keys(filtersOf(search)).length > 0 && (
        <SaveFilter onSave={(name) => save(name, search)} />
      )}
    </div>
  )
}

function SaveFilter({ onSave }: { onSave: (name: string) => void }) {
  const t = useTranslations('leads')
  const [opened, setOpened] = useState(false)
  const [name, setName] = useState('')

  function submit(event: SyntheticEvent) {
    event.preventDefault()
    if (name.trim() === '') return
    onSave(name.trim())
    setOpened(false)
    setName('')
  }

  return (
    <Popover opened={opened} onChange={setOpened} width={260} position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconBookmark size={15} />}
          onClick={() => setOpened(!opened)}
          aria-expanded={opened}
        >
          {t('saveFilter')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit}>
          <TextInput
            size="sm"
            data-autofocus
            maxLength={40}
            label={t('filterName')}
            placeholder={t('filterNameExample')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" size="xs" mt="sm" disabled={name.trim() === ''}>
            {t('save')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
