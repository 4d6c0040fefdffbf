import { useEffect, useState } from 'react'

/**
 * Whether an element has come near the visible part of the screen; once seen it stays so. `onSeen` is
 * called each time that it comes.
 */
export function useSeen(onSeen?: () => void): [ref: (element: HTMLElement | null) => void, seen: boolean] {
  const [element, setElement] = useState<HTMLElement | null>(null)
  const [seen, setSeen] = useState(false)
  const [called, setCalled] = useState(0)

  useEffect(() => {
    if (!element) return undefined
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return
        setSeen(true)
        setCalled((times) => times + 1)
      },
      { rootMargin: '160px' },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [element])

  useEffect(() => {
    if (called > 0) onSeen?.()
    // Only when it has come into view, not when the caller renders.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [called])

  return [setElement, seen]
}
