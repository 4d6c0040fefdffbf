import { NativeSelect, Stack } from '@mantine/core'
import { useTranslations } from 'use-intl'

import { useInboxes } from '@/lib/useInboxes'

import { type InboxSearch, LEAD_STATES, type SearchChange } from './InboxSearch'
import { useLabels, usePeople } from './useDesk'

type Option = { value: string; label: string }

export function FilterForm({ search, onChange }: { search: InboxSearch; onChange: (change: SearchChange) => void }) {
  const t = useTranslations('inbox')
  const tChat = useTranslations('chat.agent')
  const inboxes = useInboxes()
  const people = usePeople()
  const labels = useLabels()
  const any: Option = { value: '', label: t('filter.any') }
  const named = (items: { id: string; name: string }[] | undefined) => [
    any,
    ...(items ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ]
  const chosen = (value: string) => (value === '' ? undefined : value)

  return (
    <Stack gap="sm">
      <NativeSelect
        size="sm"
        label={t('filter.inbox')}
        data={named(inboxes.data)}
        value={search.inbox ?? ''}
        onChange={(event) => onChange({ inbox: chosen(event.currentTarget.value) })}
      />
      <NativeSelect
        size="sm"
        label={t('filter.by')}
        data={[any, { value: 'agent', label: t('filter.withAgent') }, { value: 'human', label: t('filter.withHuman') }]}
        value={search.by ?? ''}
        onChange={({ currentTarget: { value } }) =>
          onChange({ by: value === 'agent' || value === 'human' ? value : undefined })
        }
      />
      <NativeSelect
        size="sm"
        label={t('filter.person')}
        data={named(people.data)}
        value={search.person ?? ''}
        onChange={(event) => onChange({ person: chosen(event.currentTarget.value), tab: undefined })}
      />
      <NativeSelect
        size="sm"
        label={t('filter.lead')}
        data={[any, ...LEAD_STATES.map((state) => ({ value: state, label: t(`leadState.${state}`) }))]}
        value={search.lead ?? ''}
        onChange={({ currentTarget: { value } }) => onChange({ lead: LEAD_STATES.find((it) => it === value) })}
      />
      <NativeSelect
        size="sm"
        label={t('filter.label')}
        data={named(labels.data)}
        value={search.label ?? ''}
        onChange={(event) => onChange({ label: chosen(event.currentTarget.value) })}
      />
      <NativeSelect
        size="sm"
        label={t('filter.agent')}
        data={[
          { value: 'SDR', label: tChat('SDR') },
          { value: 'COPILOT', label: tChat('COPILOT') },
        ]}
        value={search.agent ?? 'SDR'}
        onChange={(event) => onChange({ agent: event.currentTarget.value === 'COPILOT' ? 'COPILOT' : undefined })}
      />
    </Stack>
  )
}
