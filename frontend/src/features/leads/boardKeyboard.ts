import type { KeyboardCoordinateGetter } from '@dnd-kit/core'

/** Left and right go to the next column that may have the lead; the others are passed over. */
export const toNextColumn: KeyboardCoordinateGetter = (event, { context }) => {
  const step = event.code === 'ArrowRight' ? 1 : event.code === 'ArrowLeft' ? -1 : 0
  const { collisionRect, droppableRects, droppableContainers } = context
  if (step === 0 || !collisionRect) return undefined
  event.preventDefault()

  const from = collisionRect.left
  const [next] = droppableContainers
    .getEnabled()
    .flatMap(({ id }) => droppableRects.get(id) ?? [])
    .filter((rect) => (rect.left - from) * step > 20)
    .toSorted((a, b) => (a.left - b.left) * step)
  return next && { x: next.left + 8, y: next.top + 48 }
}
