import type { Ref } from 'vue'

interface Point {
  x: number
  y: number
}

const middle = (points: readonly Point[]): Point => ({
  x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
  y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
})
const spread = ([one, other]: readonly Point[]): number =>
  one && other ? Math.hypot(one.x - other.x, one.y - other.y) : 0

/**
 * One finger or the mouse moves, two fingers zoom as well. `move` gets parts of the element's width and height, `zoom` the
 * factor since the last event.
 */
export const usePinch = (
  element: Ref<HTMLElement | null>,
  { move, zoom }: { move: (partsX: number, partsY: number) => void; zoom: (factor: number) => void },
) => {
  const fingers = new Map<number, Point>()
  const step = (event: PointerEvent): void => {
    const box = element.value?.getBoundingClientRect()
    if (!box || !fingers.has(event.pointerId)) return
    const before = [...fingers.values()]
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY })
    const after = [...fingers.values()]
    const [from, to] = [middle(before), middle(after)]
    if (before.length > 1 && spread(before) > 0) zoom(spread(after) / spread(before))
    move((from.x - to.x) / box.width, (from.y - to.y) / box.height)
  }
  return {
    down: (event: PointerEvent): void => {
      element.value?.setPointerCapture(event.pointerId)
      fingers.set(event.pointerId, { x: event.clientX, y: event.clientY })
    },
    move: step,
    up: (event: PointerEvent): void => void fingers.delete(event.pointerId),
  }
}
