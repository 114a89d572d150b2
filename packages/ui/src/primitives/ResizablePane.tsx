import { useLingui } from '@lingui/react/macro'
import { useRef, useState } from 'react'
import type { ReactNode } from 'react'
import classes from './ResizablePane.module.css'

interface ResizablePaneProps {
  label: string
  /** The width is remembered in this browser under this name. */
  storageKey: string
  initialWidth?: number
  minWidth?: number
  maxWidth?: number
  children: ReactNode
}

const STEP = 24

/** A panel at the right edge whose width is dragged, or moved by arrow keys on its handle. Double click gives the first width back. */
export function ResizablePane(props: ResizablePaneProps) {
  const { label, storageKey, initialWidth = 380, minWidth = 300, maxWidth = 720, children } = props
  const { t } = useLingui()
  const clamp = (width: number) => Math.min(maxWidth, Math.max(minWidth, Math.round(width)))
  const [width, setWidth] = useState(() => clamp(storedWidth(storageKey) ?? initialWidth))
  const drag = useRef<{ x: number; width: number }>(null)
  const save = (next: number) => {
    setWidth(clamp(next))
    localStorage.setItem(storageName(storageKey), String(clamp(next)))
  }
  return (
    <aside className={classes['pane']} style={{ width }} aria-label={label}>
      <div
        className={classes['handle']}
        role="separator"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label={t`Ширина панели`}
        aria-valuenow={width}
        aria-valuemin={minWidth}
        aria-valuemax={maxWidth}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          drag.current = { x: event.clientX, width }
        }}
        onPointerMove={(event) => {
          if (drag.current) save(drag.current.width + drag.current.x - event.clientX)
        }}
        onPointerUp={() => {
          drag.current = null
        }}
        onDoubleClick={() => save(initialWidth)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowLeft') save(width + STEP)
          if (event.key === 'ArrowRight') save(width - STEP)
        }}
      />
      {children}
    </aside>
  )
}

function storageName(key: string): string {
  return `otklik.pane.${key}`
}

function storedWidth(key: string): number | undefined {
  const stored = Number(localStorage.getItem(storageName(key)))
  return stored > 0 ? stored : undefined
}
