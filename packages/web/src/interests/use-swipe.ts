import { useRef, useState } from 'react'
import type { CSSProperties, MouseEvent, PointerEvent } from 'react'

const START = 12
const ENOUGH = 88
const FARTHEST = 150

interface SwipeOptions {
  enabled: boolean
  onRight: () => void
  onLeft: () => void
}

export interface Swipe {
  /** The side that will act when the finger leaves. */
  armed: 'left' | 'right' | undefined
  props: {
    style: CSSProperties
    onPointerDown: (event: PointerEvent<HTMLElement>) => void
    onPointerMove: (event: PointerEvent<HTMLElement>) => void
    onPointerUp: () => void
    onPointerCancel: () => void
    onClickCapture: (event: MouseEvent<HTMLElement>) => void
  }
}

/** A card drawn aside by a finger. Vertical movement stays with the scrolling of the page. */
export function useSwipe({ enabled, onRight, onLeft }: SwipeOptions): Swipe {
  const start = useRef<{ x: number; id: number; moved: boolean }>(null)
  const swiped = useRef(false)
  const [shift, setShift] = useState(0)
  const armed = shift > ENOUGH ? 'right' : shift < -ENOUGH ? 'left' : undefined
  const end = () => {
    if (armed === 'right') onRight()
    if (armed === 'left') onLeft()
    start.current = null
    setShift(0)
  }
  const cancel = () => {
    start.current = null
    setShift(0)
  }
  return {
    armed,
    props: {
      style: {
        transform: `translateX(${shift}px)`,
        transition: shift === 0 ? 'transform 160ms ease-out' : 'none',
        touchAction: 'pan-y',
      },
      onPointerDown: (event) => {
        swiped.current = false
        if (enabled && event.pointerType !== 'mouse')
          start.current = { x: event.clientX, id: event.pointerId, moved: false }
      },
      onPointerMove: (event) => {
        const from = start.current
        if (!from) return
        const distance = event.clientX - from.x
        if (!from.moved && Math.abs(distance) < START) return
        if (!from.moved) event.currentTarget.setPointerCapture(from.id)
        from.moved = true
        swiped.current = true
        setShift(Math.max(-FARTHEST, Math.min(FARTHEST, distance)))
      },
      onPointerUp: end,
      onPointerCancel: cancel,
      // The click that ends a swipe must not open the card.
      onClickCapture: (event) => {
        if (!swiped.current) return
        event.preventDefault()
        event.stopPropagation()
      },
    },
  }
}
