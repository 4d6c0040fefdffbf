import { useHotkeys } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { type ComponentProps, lazy, Suspense, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'

import { takeEarlyKey } from '@/lib/earlyKey'
import { RailButton } from '@/ui/AppFrame'

// Nobody pays for it before the first Ctrl-K.
const load = () => import('./CommandPalette')
const CommandPalette = lazy(load)

export function PaletteButton(props: ComponentProps<typeof CommandPalette>) {
  const t = useTranslations('palette')
  const [wanted, setWanted] = useState(false)

  async function open() {
    takeEarlyKey() // answered
    if (!wanted) setWanted(true)
    else (await import('@mantine/spotlight')).spotlight.open()
  }
  // Also while one writes: no field has this key for itself.
  useHotkeys([['mod+K', () => void open()]], [])
  // It was asked for before this was there.
  useEffect(() => {
    if (takeEarlyKey()) queueMicrotask(() => setWanted(true))
  }, [])

  return (
    <>
      <RailButton
        label={t('open')}
        Icon={IconSearch}
        onClick={() => void open()}
        onPointerEnter={() => void load()}
        aria-keyshortcuts="Control+K"
      />
      {wanted && (
        <Suspense fallback={null}>
          <CommandPalette {...props} />
        </Suspense>
      )}
    </>
  )
}
