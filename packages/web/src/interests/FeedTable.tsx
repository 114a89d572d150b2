import { useLingui } from '@lingui/react/macro'
import { useLocale, useNow } from '@otklik/ui'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useImperativeHandle, useMemo, useRef } from 'react'
import type { CSSProperties, KeyboardEvent, MouseEvent, Ref } from 'react'
import { useDensity } from '../app/density.ts'
import { fitColumns } from './columns.ts'
import { FeedHead } from './FeedHead.tsx'
import type { ListHandle } from './list-handle.ts'
import { FeedRow } from './FeedRow.tsx'
import { openReply } from './reply.ts'
import { useColumns } from './use-columns.ts'
import type { FeedState } from './use-feed-control.ts'
import { useEndOfList } from './use-end-of-list.ts'
import { useWidth } from './use-width.ts'
import classes from './FeedTable.module.css'

export const rowHeights = { comfortable: 78, compact: 44 }
const HEAD = 36
const MARK = 34

/** The table of the ten fields. Only rows in sight exist; clicks are read once for the whole table. */
export function FeedTable({ state, handle }: { state: FeedState; handle: Ref<ListHandle> }) {
  const { t } = useLingui()
  const { control, feed } = state
  const { rows, cursorId, selection } = control
  const density = useDensity()
  const height = rowHeights[density]
  const scroller = useRef<HTMLDivElement>(null)
  const width = useWidth(scroller)
  const choice = useColumns()
  const columns = useMemo(() => fitColumns(choice, width - MARK), [choice, width])
  const now = useNow()
  const settings = useLocale()
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 8,
    scrollPaddingStart: HEAD,
    scrollMargin: 0,
  })
  useEffect(() => virtual.measure(), [height, virtual])
  useImperativeHandle(handle, () => ({ scrollToTop: () => scroller.current?.scrollTo({ top: 0 }) }))
  const cursorIndex = rows.findIndex((row) => row.id === cursorId)
  useFollowCursor(cursorId, () =>
    followTo(scroller.current, cursorIndex, (index) => virtual.scrollToIndex(index)),
  )
  const items = virtual.getVirtualItems()
  useEndOfList(items.at(-1)?.index ?? 0, feed)
  const style: CSSProperties & Record<string, string> = {
    '--feed-columns': `${MARK}px ${columns.map((column) => `${column.width}px`).join(' ')}`,
    '--feed-row': `${height}px`,
  }
  return (
    <div
      ref={scroller}
      className={classes['scroller']}
      data-density={density}
      role="grid"
      tabIndex={-1}
      aria-label={t`Отклики`}
      aria-rowcount={feed.query.hasNextPage ? -1 : rows.length + 1}
      aria-multiselectable
      style={style}
      onScroll={(event) => state.setAtTop(event.currentTarget.scrollTop < 8)}
      onClick={(event) => onTableClick(event, state)}
      onKeyDown={(event) => onTableKey(event, state)}
    >
      <FeedHead columns={columns} />
      <div className={classes['body']} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const interest = rows[item.index]
          if (!interest) return null
          return (
            <FeedRow
              key={interest.id}
              interest={interest}
              columns={columns}
              index={item.index}
              top={item.start}
              isCursor={item.index === Math.max(0, cursorIndex)}
              isOpened={control.search.card === interest.id}
              isSelected={selection.everything !== undefined || selection.ids.has(interest.id)}
              now={now}
              settings={settings}
            />
          )
        })}
      </div>
    </div>
  )
}

/** Only a move of the cursor scrolls: rows that arrive above change its number, and must not. */
function useFollowCursor(cursorId: string | undefined, follow: () => void): void {
  const latest = useRef(follow)
  useEffect(() => {
    latest.current = follow
  })
  useEffect(() => {
    if (cursorId !== undefined) latest.current()
  }, [cursorId])
}

/** Brings the row into sight and the focus to it, unless the person is typing elsewhere. */
function followTo(box: HTMLElement | null, index: number, scrollTo: (index: number) => void): void {
  if (!box || index < 0) return
  scrollTo(index)
  requestAnimationFrame(() => {
    const active = document.activeElement
    if (active !== null && active !== document.body && !box.contains(active)) return
    box.querySelector<HTMLElement>(`[aria-rowindex="${index + 2}"]`)?.focus({ preventScroll: true })
  })
}

function onTableClick(event: MouseEvent<HTMLElement>, { control }: FeedState): void {
  const { target } = event
  if (!(target instanceof Element)) return
  const id = target.closest<HTMLElement>('[data-row]')?.dataset['row']
  const interest = control.rows.find((row) => row.id === id)
  if (!interest) return
  const action = target.closest<HTMLElement>('[data-do]')?.dataset['do']
  if (action === 'mark') {
    if (event.shiftKey) control.selection.extend(interest.id, control.rows)
    else control.selection.toggle(interest.id)
    return
  }
  if (action === 'reply') return openReply(interest, control)
  if (action === 'claim') return control.run({ kind: 'claim' }, interest)
  if (action === 'filter-product') {
    if (interest.product) control.setSearch({ productId: interest.product.id })
    return
  }
  if (target.closest('a,button') || window.getSelection()?.isCollapsed === false) return
  control.openCard(interest.id)
}

function onTableKey(event: KeyboardEvent<HTMLElement>, { control }: FeedState): void {
  const { target, key } = event
  if (!(target instanceof HTMLElement) || !target.matches('[data-row]')) return
  const steps: Record<string, number> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: 10,
    PageUp: -10,
    Home: -Infinity,
    End: Infinity,
  }
  const step = steps[key]
  if (step === undefined && key !== ' ') return
  event.preventDefault()
  if (key === ' ' && target.dataset['row']) control.selection.toggle(target.dataset['row'])
  else if (step !== undefined)
    control.move(
      step === Infinity ? control.rows.length : Math.max(step, -control.rows.length),
      event.shiftKey,
    )
}
