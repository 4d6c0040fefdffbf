import { useState } from 'react'

import { tabStorage } from '@/lib/browserStorage'

/** Text that is being written. It survives a reload and an expired session, not the tab. */
export function useDraft(key: string): [text: string, write: (text: string) => void] {
  const storageKey = `dom360.draft.${key}`
  const [text, setText] = useState(() => tabStorage.read(storageKey) ?? '')

  return [
    text,
    (next) => {
      setText(next)
      tabStorage.write(storageKey, next === '' ? null : next)
    },
  ]
}
