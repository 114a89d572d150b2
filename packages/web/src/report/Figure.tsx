import { VisuallyHidden } from '@mantine/core'
import { formatNumber, useLocale } from '@otklik/ui'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { FeedSearch } from '../interests/feed-search.ts'
import { useReport } from './report-state.ts'
import classes from './Report.module.css'

interface FigureProps {
  value: number
  /** Narrows the feed to the rows of this figure. */
  rows: FeedSearch
  /** What is counted, for those who hear the page. */
  label: string
  /** Shown in place of the number: a share. */
  children?: ReactNode
  className?: string | undefined
}

/** A number that opens its rows in the feed; nothing to open is plain text. */
export function Figure({ value, rows, label, children, className }: FigureProps) {
  const { locale } = useLocale()
  const { feed } = useReport()
  const words = children ?? formatNumber(value, locale)
  if (value === 0) return <span className={className ?? classes['nothing']}>{words}</span>
  return (
    <Link to="/feed" search={feed(rows)} className={className ?? classes['figure']}>
      <VisuallyHidden>{heard(label, value, children, locale)}</VisuallyHidden>
      {words}
    </Link>
  )
}

/** Said before what is seen: what is counted, and the count itself where a share is shown in its place. */
export function heard(label: string, value: number, shown: ReactNode, locale: string): string {
  return shown === undefined ? `${label}: ` : `${label}: ${formatNumber(value, locale)}, `
}
