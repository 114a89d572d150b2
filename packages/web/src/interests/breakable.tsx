import { Fragment } from 'react'
import type { ReactNode } from 'react'

/** A mail address breaks before its @ and its dots, so that no word of it is cut in the middle while there is room. */
export function breakable(words: string): ReactNode {
  if (!words.includes('@')) return words
  return words.split(/(?=[@.])/).map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ))
}
