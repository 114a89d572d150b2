import type { Interest, InterestFilter, InterestSelection } from '@otklik/contract'
import { useLocale } from '@otklik/ui'
import { useMemo, useRef, useState } from 'react'
import { runOnMany, runOnOne } from './commands.ts'
import type { Command } from './commands.ts'
import type { CardPlace, FeedControl, FeedQuestion } from './feed-control.ts'
import { toFilter } from './feed-search.ts'
import { useFeedSearch } from './use-feed-search.ts'
import { useFeed } from './use-feed.ts'
import type { Feed } from './use-feed.ts'
import { useSelection } from './selection.ts'
import type { Selection } from './selection.ts'

const AHEAD = 8

export interface FeedState {
  control: FeedControl
  feed: Feed
  /** What is asked right now, and of which card; no card means the selection. */
  question: { kind: FeedQuestion; interest: Interest | undefined } | undefined
  dropQuestion: () => void
  /** Where the opened card puts the cursor; a new object at each request. */
  place: { at: CardPlace } | undefined
  /** Told by the list: is its top in sight. */
  setAtTop: (atTop: boolean) => void
}

/** Everything the feed remembers while it is open. The rest is in the address bar. */
export function useFeedState(): FeedState {
  const { timeZone } = useLocale()
  const [search, setSearch] = useFeedSearch()
  const filter = useMemo(() => toFilter(search, timeZone), [search, timeZone])
  const order = search.order ?? 'newest'
  const atTop = useRef(true)
  const feed = useFeed(filter, order, () => atTop.current)
  const selection = useSelection()
  const [question, setQuestion] = useState<FeedState['question']>()
  const [place, setPlace] = useState<{ at: CardPlace }>()
  const { rows } = feed
  const [cursorId, setCursor] = useState<string | undefined>(search.card)

  const target = () => rows.find((row) => row.id === cursorId) ?? rows.find((row) => row.id === search.card)
  const show = (id: string) => {
    setCursor(id)
    setPlace(undefined)
    if (search.card !== undefined) setSearch({ card: id })
  }
  const move = (step: number, extend = false) => {
    const at = rows.findIndex((row) => row.id === cursorId)
    const next = rows[at < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, at + step))]
    if (!next) return
    if (extend) selection.extend(next.id, rows)
    show(next.id)
    if (at + step > rows.length - AHEAD && feed.query.hasNextPage) void feed.query.fetchNextPage()
  }
  const openCard = (id: string, at?: CardPlace) => {
    setCursor(id)
    setPlace(at && { at })
    if (search.card !== id) setSearch({ card: id })
  }
  const run = (command: Command, named?: Interest) => {
    setQuestion(undefined)
    const chosen = named ? undefined : selected(selection, filter)
    if (chosen) {
      void runOnMany(chosen, command).then((done) => done && selection.clear())
      return
    }
    const interest = named ?? target()
    if (!interest) return
    const following = nextOpen(rows, interest.id)
    void runOnOne(interest, command).then((done) => done && following && show(following))
  }
  const ask = (kind: FeedQuestion, named?: Interest) => {
    const whole = named === undefined && selection.ids.size > 0
    const interest = whole ? undefined : (named ?? target())
    if (whole || interest) setQuestion({ kind, interest })
  }
  const control: FeedControl = {
    search,
    filter,
    order,
    setSearch,
    rows,
    hasMore: feed.query.hasNextPage,
    cursorId,
    setCursor,
    move,
    selection,
    openCard,
    closeCard: () => setSearch({ card: undefined, focus: undefined }),
    run,
    ask,
    advance: (id) => {
      const following = nextOpen(rows, id)
      if (search.focus && following) show(following)
    },
    target,
  }
  const setAtTop = (value: boolean) => {
    atTop.current = value
  }
  return { control, feed, question, dropQuestion: () => setQuestion(undefined), place, setAtTop }
}

/** What a mass change concerns; undefined when nothing is marked. */
function selected({ ids, everything }: Selection, filter: InterestFilter): InterestSelection | undefined {
  if (everything !== undefined) return { filter, expected: everything }
  return ids.size > 0 ? { ids: [...ids] } : undefined
}

/** The nearest card below, else above, that still waits. */
export function nextOpen(rows: readonly Interest[], id: string): string | undefined {
  const at = rows.findIndex((row) => row.id === id)
  const isOpen = (row: Interest) => row.id !== id && row.processed === null
  return (rows.slice(at + 1).find(isOpen) ?? rows.slice(0, Math.max(0, at)).findLast(isOpen))?.id
}
