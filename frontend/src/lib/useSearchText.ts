import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'

const PAUSE_MS = 250

/**
 * What stands in a search field whose search is in the address: `search` hears it, trimmed, when the
 * typing pauses, and it follows the address (a link, the palette, the back button) while nobody types.
 */
export function useSearchText(wanted: string, search: (text: string) => void) {
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(wanted)
  const later = useDebouncedCallback(search, PAUSE_MS)

  useEffect(() => {
    if (document.activeElement !== field.current) setText(wanted)
  }, [wanted])

  function write(value: string) {
    setText(value)
    later(value.trim())
  }

  return { field, text, write }
}
