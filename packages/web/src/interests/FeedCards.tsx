import { useLingui } from '@lingui/react/macro'
import { useLocale, useNow } from '@otklik/ui'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useImperativeHandle, useRef } from 'react'
import type { Ref } from 'react'
import type { ListHandle } from './list-handle.ts'
import { PhoneCard } from './PhoneCard.tsx'
import type { FeedState } from './use-feed-control.ts'
import { useEndOfList } from './use-end-of-list.ts'
import classes from './FeedCards.module.css'

const HEIGHT = 128

/** The feed on a phone: cards of one height, swiped to take or to close. */
export function FeedCards({ state, handle }: { state: FeedState; handle: Ref<ListHandle> }) {
  const { t } = useLingui()
  const { control, feed } = state
  const { rows } = control
  const scroller = useRef<HTMLDivElement>(null)
  const now = useNow()
  const settings = useLocale()
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => HEIGHT,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 6,
  })
  useImperativeHandle(handle, () => ({ scrollToTop: () => scroller.current?.scrollTo({ top: 0 }) }))
  const items = virtual.getVirtualItems()
  useEndOfList(items.at(-1)?.index ?? 0, feed)
  return (
    <div
      ref={scroller}
      className={classes['scroller']}
      onScroll={(event) => state.setAtTop(event.currentTarget.scrollTop < 8)}
    >
      <div
        className={classes['body']}
        role="list"
        aria-label={t`Отклики`}
        style={{ height: virtual.getTotalSize() }}
      >
        {items.map((item) => {
          const interest = rows[item.index]
          if (!interest) return null
          return (
            <div
              key={interest.id}
              role="listitem"
              aria-setsize={feed.query.hasNextPage ? -1 : rows.length}
              aria-posinset={item.index + 1}
              className={classes['place']}
              style={{ transform: `translateY(${item.start}px)`, height: HEIGHT }}
            >
              <PhoneCard interest={interest} now={now} settings={settings} />
            </div>
          )
        })}
      </div>
    </div>
  )
}
