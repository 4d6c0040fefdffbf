import { Button, Group, Loader, Modal, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { api, dataOf } from '@/lib/api'
import { shownPhone } from '@/lib/phone'
import { useNotify } from '@/ui/useNotify'
import { useProblemText } from '@/ui/useProblemText'

import { leadsKeys } from './leadsKeys'
import { type LeadDetail, leadTitle } from './leadStates'
import classes from './MergeLead.module.css'
import { ScorePill } from '@/ui/leads/ScorePill'
import { StateBadge } from '@/ui/leads/StateBadge'
import { useMergeLead } from './useLeadActions'

/** Finds the duplicate that is to end in this lead. Nothing takes a merge back, so the text says it. */
export function MergeLead({ lead, onClose }: { lead: LeadDetail; onClose: () => void }) {
  const t = useTranslations()
  const notify = useNotify()
  const describe = useProblemText()
  const [search, setSearch] = useState(lead.name ?? '')
  const [chosen, setChosen] = useState<string | null>(null)
  const merge = useMergeLead(lead.id)

  return (
    <Modal opened onClose={onClose} title={t('leads.mergeTitle')} centered closeButtonProps={{ 'aria-label': t('app.close') }}>
      <Text size="md">{t('leads.mergeText', { name: leadTitle(lead, t('leads.nameless')) })}</Text>
      <TextInput
        mt="md"
        data-autofocus
        label={t('leads.mergeSearch')}
        leftSection={<IconSearch size={16} stroke={1.8} />}
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value)
          setChosen(null)
        }}
      />
      <Matches lead={lead} search={search} chosen={chosen} onChoose={setChosen} />
      {merge.isError && (
        <Text role="alert" c="red" size="sm" mt="sm">
          {describe(merge.error)}
        </Text>
      )}
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" onClick={onClose}>
          {t('app.cancel')}
        </Button>
        <Button
          disabled={chosen === null}
          loading={merge.isPending}
          onClick={() =>
            chosen !== null &&
            merge.mutate(chosen, {
              onSuccess: () => {
                notify.done(t('leads.mergeDone'))
                onClose()
              },
            })
          }
        >
          {t('leads.merge')}
        </Button>
      </Group>
    </Modal>
  )
}

function Matches({
  lead,
  search,
  chosen,
  onChoose,
}: {
  lead: LeadDetail
  search: string
  chosen: string | null
  onChoose: (leadId: string) => void
}) {
  const t = useTranslations('leads')
  const describe = useProblemText()
  const [words] = useDebouncedValue(search.trim(), 250)
  const found = useQuery({
    queryKey: leadsKeys.matches(words),
    queryFn: ({ signal }) =>
      api.GET('/api/leads', { params: { query: { search: words, limit: 8 } }, signal }).then(dataOf),
    enabled: words !== '',
  })

  if (words === '') return <Text className={classes.hint}>{t('mergeHint')}</Text>
  if (found.isPending) return <Loader size="sm" mt="md" aria-label={t('search')} className="delayed" />
  if (found.isError) return <Text className={classes.hint}>{describe(found.error)}</Text>
  const others = found.data.items.filter(({ id }) => id !== lead.id)
  if (others.length === 0) return <Text className={classes.hint}>{t('mergeNone')}</Text>

  return (
    <Radio.Group value={chosen} onChange={onChoose} mt="md" aria-label={t('mergeSearch')}>
      <Stack gap={6}>
        {others.map((other) => (
          <Radio.Card key={other.id} value={other.id} className={classes.match}>
            <Radio.Indicator size="sm" />
            <span className={classes.who}>
              <strong>{leadTitle(other, t('nameless'))}</strong>
              <span>{(other.name && shownPhone(other)) ?? other.inbox_name}</span>
            </span>
            <StateBadge state={other.state} />
            <ScorePill score={other.score.total} />
          </Radio.Card>
        ))}
      </Stack>
    </Radio.Group>
  )
}
