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
}

/** Keeps the eye where it is: at the end new messages follow, further up nothing moves, older pages grow upwards. */
export function useThreadScroll({ id, around, thread }: ScrollInput): ThreadScroll {
  const box = useRef<HTMLDivElement>(null)
  const [atEnd, setAtEnd] = useState(around === undefined)
  const [unseen, setUnseen] = useState(0)
  const [loading, setLoading] = useState<'older' | 'newer'>()
  const [failed, setFailed] = useState(false)
  const former = useRef<{ first: string | undefined; last: string | undefined; height: number }>(undefined)
  const first = thread.items[0]?.id
  const last = thread.items.at(-1)
  useLayoutEffect(() => {
    const node = box.current
    if (!node) return
    const before = former.current
    former.current = { first, last: last?.id, height: node.scrollHeight }
    if (!before) {
      const found = around === undefined ? null : node.querySelector(`[data-message="${CSS.escape(around)}"]`)
      if (found) found.scrollIntoView({ block: 'center' })
      else node.scrollTop = node.scrollHeight
      return
    }
    if (before.first !== first && before.last === last?.id) node.scrollTop += node.scrollHeight - before.height
    else if (before.last !== last?.id) {
      if (atEnd || last?.author.kind === 'member') node.scrollTop = node.scrollHeight
      else if (last?.direction === 'in') setUnseen((count) => count + 1)
    } else if (atEnd) node.scrollTop = node.scrollHeight
  })
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
    if (near !== atEnd) setAtEnd(near)
    if (near && unseen > 0) setUnseen(0)
    if (node.scrollTop < AHEAD && !failed) load('older')
    if (below < AHEAD && !failed) load('newer')
  }
  const toEnd = () => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight
  }
  return { box, onScroll, atEnd, unseen, loading, failed, retry: () => load('older'), toEnd }
}
