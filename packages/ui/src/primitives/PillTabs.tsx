import { useEffect, useRef } from 'react'
import { formatNumber } from '../format/money.ts'
import { useLocale } from '../format/locale-context.ts'
import classes from './PillTabs.module.css'

export interface PillTab<Value extends string> {
  value: Value
  label: string
  count?: number | undefined
}

interface PillTabsProps<Value extends string> {
  label: string
  tabs: readonly PillTab<Value>[]
  value: Value
  onChange: (value: Value) => void
}

/** Tabs of a list with honest counters. Arrow keys move between them. */
export function PillTabs<Value extends string>({ label, tabs, value, onChange }: PillTabsProps<Value>) {
  const { locale } = useLocale()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (list.current) showSelected(list.current)
  }, [value])
  const move = (from: number, step: number) => {
    const next = tabs[(from + step + tabs.length) % tabs.length]
    if (next) onChange(next.value)
  }
  return (
    <div ref={list} className={classes['tabs']} role="tablist" aria-label={label}>
      {tabs.map((tab, index) => (
        <button
          key={tab.value}
          type="button"
          role="tab"
          className={classes['tab']}
          aria-selected={tab.value === value}
          tabIndex={tab.value === value ? 0 : -1}
          ref={(node) => {
            if (tab.value === value && node?.parentElement?.contains(document.activeElement)) node.focus()
          }}
          onClick={() => onChange(tab.value)}
          onKeyDown={(event) => {
            if (event.key === 'ArrowRight') move(index, 1)
            if (event.key === 'ArrowLeft') move(index, -1)
          }}
        >
          {tab.label}
          {tab.count !== undefined && (
            <span className={classes['count']}>{formatNumber(tab.count, locale)}</span>
          )}
        </button>
      ))}
    </div>
  )
}

/** A link may open a tab beyond the edge of a phone. Sideways only: `scrollIntoView` would move the page to tabs below the fold. */
function showSelected(list: HTMLElement): void {
  const tab = list.querySelector('[aria-selected="true"]')?.getBoundingClientRect()
  if (!tab) return
  const { left, right } = list.getBoundingClientRect()
  if (tab.right > right) list.scrollLeft += tab.right - right
  else if (tab.left < left) list.scrollLeft -= left - tab.left
}
