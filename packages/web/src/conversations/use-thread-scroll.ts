import { useLayoutEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { readMore } from './thread-data.ts'
import type { Thread } from './thread-merge.ts'

/** Further pages are asked before the edge is reached. */
const AHEAD = 600
const NEAR = 60

interface ThreadScroll {
  box: RefObject<HTMLDivElement | null>
  onScroll: () => void
  atEnd: boolean
  /** Came below while the person reads above. */
  unseen: number
  loading: 'older' | 'newer' | undefined
  failed: boolean
  retry: () => void
  toEnd: () => void
}

interface ScrollInput {
  id: string
  around: string | undefined
  thread: Thread
  /** A line below the messages: it pushes the end. */
  typing: boolean
}

/** Keeps the eye where it is: at the end new messages follow, further up nothing moves, older pages grow upwards. */
export function useThreadScroll({ id, around, thread, typing }: ScrollInput): ThreadScroll {
  const box = useRef<HTMLDivElement>(null)
  const [atEnd, setAtEnd] = useState(around === undefined)
  const [leftAt, setLeftAt] = useState<string>()
  const [loading, setLoading] = useState<'older' | 'newer'>()
  const [failed, setFailed] = useState(false)
  const former = useRef<{ first: string | undefined; last: string | undefined; height: number }>(undefined)
  const { items } = thread
  useLayoutEffect(() => {
    const node = box.current
    if (!node) return
    const before = former.current
    const first = items[0]?.id
    const last = items.at(-1)
    if (!before) {
      const found = around === undefined ? null : node.querySelector(`[data-message="${CSS.escape(around)}"]`)
      if (found) found.scrollIntoView({ block: 'center' })
      else node.scrollTop = node.scrollHeight
    } else if (before.first !== first && before.last === last?.id) {
      node.scrollTop += node.scrollHeight - before.height
    } else if (atEnd || (before.last !== last?.id && last?.author.kind === 'member')) {
      node.scrollTop = node.scrollHeight
    }
    former.current = { first, last: last?.id, height: node.scrollHeight }
  }, [items, around, atEnd, typing])
  const load = (end: 'older' | 'newer') => {
    if (loading !== undefined || thread[end] === null) return
    setLoading(end)
    setFailed(false)
    readMore(id, around, end)
      .catch(() => setFailed(true))
      .finally(() => setLoading(undefined))
  }
  const onScroll = () => {
    const node = box.current
    if (!node) return
    const below = node.scrollHeight - node.scrollTop - node.clientHeight
    const near = below < NEAR && thread.newer === null
    if (near !== atEnd) {
      setAtEnd(near)
      setLeftAt(near ? undefined : items.at(-1)?.id)
    }
    if (node.scrollTop < AHEAD && !failed) load('older')
    if (below < AHEAD && !failed) load('newer')
  }
  const toEnd = () => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight
  }
  return {
    box,
    onScroll,
    atEnd,
    unseen: countUnseen(thread, leftAt),
    loading,
    failed,
    retry: () => load('older'),
    toEnd,
  }
}

function countUnseen({ items }: Thread, leftAt: string | undefined): number {
  const at = leftAt === undefined ? -1 : items.findIndex((item) => item.id === leftAt)
  return at < 0 ? 0 : items.slice(at + 1).filter(({ direction }) => direction === 'in').length
}
