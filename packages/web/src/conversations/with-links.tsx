import type { ReactNode } from 'react'
import { safeUrl } from '../interests/safe-url.ts'

const LINK = /https?:\/\/[^\s<>"«»]+[^\s<>"«».,;:!?)\]]/g

/** Addresses in the words become links; everything else stays text. */
export function withLinks(text: string): ReactNode {
  const parts: ReactNode[] = []
  let from = 0
  for (const match of text.matchAll(LINK)) {
    const url = safeUrl(match[0])
    if (url === undefined) continue
    parts.push(text.slice(from, match.index))
    parts.push(
      <a key={match.index} href={url} target="_blank" rel="noopener noreferrer nofollow">
        {match[0]}
      </a>,
    )
    from = match.index + match[0].length
  }
  return parts.length === 0 ? text : [...parts, text.slice(from)]
}
