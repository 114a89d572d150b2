import type { JointReport, ReportFilter } from '@otklik/contract'
import { createContext, use } from 'react'
import type { FeedSearch } from '../interests/feed-search.ts'
import type { ReportSearch } from './report-search.ts'

/** Rows the filters of the feed cannot name; the report shows them itself. */
export interface OwnRows {
  title: string
  weekday?: number
  hour?: number
  firstTouch?: string
  lastTouch?: string
  withoutChannel?: boolean
}

export interface ReportState {
  search: ReportSearch
  days: { from: string; to: string }
  filter: ReportFilter
  report: JointReport
  /** The address of the feed with the cards of a figure. */
  feed: (more?: FeedSearch) => FeedSearch
  openRows: (rows: OwnRows) => void
}

export const ReportContext = createContext<ReportState | undefined>(undefined)

export function useReport(): ReportState {
  const state = use(ReportContext)
  if (!state) throw new Error('a part of the report stands outside of it')
  return state
}
