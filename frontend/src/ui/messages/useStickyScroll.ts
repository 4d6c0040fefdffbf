import { type RefObject, useEffect, useRef, useState } from 'react'

/** So near the end, a reader is reading the end. */
const NEAR_PX = 72

type StickyScroll = {
  viewport: RefObject<HTMLDivElement | null>
  content: RefObject<HTMLOListElement | null>
  /** The end is out of sight. */
  away: boolean
  toEnd: () => void
}

/**
 * Follows the end of a growing list while its reader is there, and otherwise keeps what they
 * read where it is, whether the list grows above or below.
 */
export function useStickyScroll(): StickyScroll {
  const viewport = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLOListElement>(null)
  const following = useRef(true)
  const [away, setAway] = useState(false)

  useEffect(() => {
    const view = viewport.current
    const list = content.current
    if (!view || !list) return
    let anchor: Anchor | null = null

    function onScroll() {
      if (!view || !list) return
      following.current = view.scrollHeight - view.scrollTop - view.clientHeight < NEAR_PX
      anchor = following.current ? null : firstInSight(view, list)
      setAway(!following.current)
    }
    function onResize() {
      if (!view) return
      if (following.current) view.scrollTop = view.scrollHeight
      else if (anchor?.element.isConnected) view.scrollTop += topIn(view, anchor.element) - anchor.top
    }

    const observer = new ResizeObserver(onResize)
    observer.observe(list)
    observer.observe(view)
    view.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      observer.disconnect()
      view.removeEventListener('scroll', onScroll)
    }
  }, [])

  function toEnd() {
    following.current = true
    setAway(false)
    viewport.current?.scrollTo({ top: viewport.current.scrollHeight })
  }

  return { viewport, content, away, toEnd }
}

type Anchor = { element: Element; top: number }

function firstInSight(view: Element, list: Element): Anchor | null {
  for (const element of list.children) {
    // The line between two days moves up when earlier messages of its day arrive.
    if (element.matches('[data-day]')) continue
    const top = topIn(view, element)
    if (top + element.clientHeight > 0) return { element, top }
  }
  return null
}

function topIn(view: Element, element: Element): number {
  return element.getBoundingClientRect().top - view.getBoundingClientRect().top
}
