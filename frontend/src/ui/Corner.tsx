import { lazy, Suspense, useEffect, useState } from 'react'

const CornerNotices = lazy(() => import('./CornerNotices').then((it) => ({ default: it.CornerNotices })))

/** Loads the notices when somebody first does something: they tell what became of it. */
export function Corner() {
  const [acted, setActed] = useState(false)

  useEffect(() => {
    const listening = new AbortController()
    for (const event of ['pointerdown', 'keydown']) {
      window.addEventListener(event, () => setActed(true), { signal: listening.signal, once: true, passive: true })
    }
    return () => listening.abort()
  }, [])

  return (
    acted && (
      <Suspense>
        <CornerNotices />
      </Suspense>
    )
  )
}
