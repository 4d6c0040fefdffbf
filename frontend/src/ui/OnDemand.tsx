import { type ReactElement, type ReactNode, Suspense, useCallback, useRef, useState } from 'react'

type ButtonProps = {
  onClick: () => void
  onPointerEnter: () => void
  onFocus: () => void
  'aria-haspopup': 'menu' | 'dialog'
  'aria-expanded': false
}

/**
 * A button whose menu is loaded when one reaches for it. What places a menu beside its button weighs more
 * than the frame that the button stands in, and most pages are left without opening one.
 */
export function OnDemand({
  load,
  opens = 'menu',
  button,
  children,
}: {
  load: () => Promise<unknown>
  opens?: 'menu' | 'dialog'
  button: (props: ButtonProps) => ReactElement
  /** The lazy part: the same button with what it opens, by `useOpensOnArrival`. */
  children: ReactNode
}) {
  const [wanted, setWanted] = useState(false)
  const reach = () => void load().catch(() => null) // said when one clicks
  const plain = button({
    onClick: () => setWanted(true),
    onPointerEnter: reach,
    onFocus: reach,
    'aria-haspopup': opens,
    'aria-expanded': false,
  })

  return wanted ? <Suspense fallback={plain}>{children}</Suspense> : plain
}

type Arrival = {
  opened: boolean
  setOpened: (opened: boolean) => void
  button: (node: HTMLButtonElement | null) => void
}

/** For what OnDemand loads: it opens as it comes, and its button takes the focus of the one before it. */
export function useOpensOnArrival(): Arrival {
  const [opened, setOpened] = useState(false)
  const arrived = useRef(false)
  const button = useCallback((node: HTMLButtonElement | null) => {
    if (!node || arrived.current) return
    arrived.current = true
    node.focus()
    setOpened(true)
  }, [])

  return { opened, setOpened, button }
}
