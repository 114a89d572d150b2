import type { FeedOrder, Interest, InterestFilter } from '@otklik/contract'
import { createContext, use } from 'react'
import type { Command } from './commands.ts'
import type { FeedSearch } from './feed-search.ts'
import type { Selection } from './selection.ts'

/** Where the opened card puts the cursor. */
export type CardPlace = 'answer' | 'note' | 'proof'

/** Questions asked before a command runs. */
export type FeedQuestion =
  | 'assign'
  | 'level'
  | 'product'
  | 'noReplyNeeded'
  | 'process'
  | 'handOver'
  | 'plan'
  | 'everything'

/** What every part of the feed may ask of the page. */
export interface FeedControl {
  search: FeedSearch
  filter: InterestFilter
  order: FeedOrder
  setSearch: (change: Partial<FeedSearch>) => void
  rows: readonly Interest[]
  /** Further pages are not loaded yet. */
  hasMore: boolean
  cursorId: string | undefined
  setCursor: (id: string) => void
  /** Moves by rows; loads the next page when the end is near. Extends the selection when asked. */
  move: (step: number, extend?: boolean) => void
  selection: Selection
  openCard: (id: string, place?: CardPlace) => void
  closeCard: () => void
  /** Runs on the marked rows, or on the named card, or on the one under the cursor. */
  run: (command: Command, interest?: Interest) => void
  ask: (question: FeedQuestion, interest?: Interest) => void
  /** When cards are shown one at a time: hands over the next one that waits. */
  advance: (id: string) => void
  /** What the next command concerns: nothing when there is neither a selection nor a cursor. */
  target: () => Interest | undefined
}

export const FeedControlContext = createContext<FeedControl | undefined>(undefined)

export function useFeedControl(): FeedControl {
  const control = use(FeedControlContext)
  if (!control) throw new Error('a part of the feed stands outside of it')
  return control
}
