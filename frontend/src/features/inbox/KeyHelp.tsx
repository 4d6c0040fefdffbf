import { useDisclosure, useHotkeys } from '@mantine/hooks'
import { lazy, Suspense, useState } from 'react'

const KeyList = lazy(() => import('./KeyList').then((it) => ({ default: it.KeyList })))

/** "?" shows the keys that work here. */
export function KeyHelp() {
  const [asked, setAsked] = useState(false)
  const [opened, { toggle, close }] = useDisclosure()
  useHotkeys([
    [
      'shift+?',
      () => {
        setAsked(true)
        toggle()
      },
    ],
  ])

  return (
    asked && (
      <Suspense>
        <KeyList opened={opened} onClose={close} />
      </Suspense>
    )
  )
}
