import '@mantine/spotlight/styles.layer.css'

import { Spotlight, type SpotlightActionData, spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'

import type { Command } from '@/ui/Command'

import { useFoundConversations } from './useFoundConversations'

/** Ctrl-K: pages, conversations by name, phone or words, and what one can do. */
export default function CommandPalette({
  pages,
  actions,
  onConversation,
}: {
  pages: Command[]
  actions: Command[]
  onConversation: (conversationId: string) => void
}) {
  const t = useTranslations('palette')
  const [query, setQuery] = useState('')
  const found = useFoundConversations(query, onConversation)

  // It is loaded because somebody wants it.
  useEffect(() => spotlight.open(), [])

  return (
    <Spotlight
      actions={[
        { group: t('pages'), actions: pages.filter((one) => matches(one, query)).map(entry) },
        { group: t('conversations'), actions: found.map(entry) },
        { group: t('actions'), actions: actions.filter((one) => matches(one, query)).map(entry) },
      ]}
      filter={(_, all) => all}
      query={query}
      onQueryChange={setQuery}
      nothingFound={t('nothing')}
      shortcut={null}
      highlightQuery
      scrollable
      maxHeight={440}
      overlayProps={{ backgroundOpacity: 0.28, blur: 0 }}
      searchProps={{
        leftSection: <IconSearch size={19} stroke={1.7} />,
        placeholder: t('search'),
        'aria-label': t('title'),
      }}
    />
  )
}

function entry({ id, label, Icon, run }: Command): SpotlightActionData {
  return { id, label, leftSection: <Icon size={19} stroke={1.6} />, onClick: run }
}

function matches({ label, keywords = '' }: Command, query: string): boolean {
  const text = fold(`${label} ${keywords}`)
  return fold(query)
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** Small letters without accents: "acoes" finds "Ações". */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
