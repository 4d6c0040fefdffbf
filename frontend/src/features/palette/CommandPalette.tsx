import '@mantine/spotlight/styles.layer.css'

import { Spotlight, type SpotlightActionData, spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'

import { foldText } from '@/lib/foldText'
import type { Command } from '@/ui/Command'

import { useFoundCompanies } from './useFoundCompanies'
import { useFoundConversations } from './useFoundConversations'

/** Ctrl-K: pages, conversations by name, phone or words, companies, and what one can do. */
export default function CommandPalette({
  pages,
  actions,
  onConversation,
  onCompany,
}: {
  pages: Command[]
  actions: Command[]
  /** Null: one works in no company. */
  onConversation: ((conversationId: string) => void) | null
  /** Null: one sees one's own company only. */
  onCompany: ((slug: string) => void) | null
}) {
  const t = useTranslations('palette')
  const [query, setQuery] = useState('')
  const found = useFoundConversations(query, onConversation)
  const companies = useFoundCompanies(query, onCompany)

  // It is loaded because somebody wants it.
  useEffect(() => spotlight.open(), [])

  const fitting = {
    pages: pages.filter((one) => matches(one, query)),
    actions: actions.filter((one) => matches(one, query)),
  }
  const first = [...fitting.pages, ...found, ...companies, ...fitting.actions][0]

  /** What was found a moment later is not selected by itself; Enter means the first all the same. */
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    const selected = event.currentTarget.closest('[role=dialog]')?.querySelector('[data-selected]')
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || selected || !first) return
    spotlight.close()
    first.run()
  }

  return (
    <Spotlight
      actions={[
        { group: t('pages'), actions: fitting.pages.map(entry) },
        { group: t('conversations'), actions: found.map(entry) },
        { group: t('companies'), actions: companies.map(entry) },
        { group: t('actions'), actions: fitting.actions.map(entry) },
      ]}
      filter={(_, all) => all}
      query={query}
      onQueryChange={setQuery}
      nothingFound={t('nothing')}
      shortcut={null}
      highlightQuery
      scrollable
      maxHeight="min(34rem, 74dvh)"
      overlayProps={{ backgroundOpacity: 0.28, blur: 0 }}
      searchProps={{
        leftSection: <IconSearch size={19} stroke={1.7} />,
        placeholder: onConversation ? t('search') : t('searchPlatform'),
        'aria-label': t('title'),
        onKeyDown,
      }}
    />
  )
}

function entry({ id, label, Icon, run }: Command): SpotlightActionData {
  return { id, label, leftSection: <Icon size={19} stroke={1.6} />, onClick: run }
}

function matches({ label, keywords = '', onlyFound = false }: Command, query: string): boolean {
  if (onlyFound && query.trim() === '') return false
  const text = foldText(`${label} ${keywords}`)
  return foldText(query)
    .split(/\s+/)
    .every((word) => text.includes(word))
}
