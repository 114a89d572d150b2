import type { Interest } from '@otklik/contract'
import { useLingui } from '@lingui/react/macro'
import type { LocaleSettings } from '@otklik/ui'
import { memo } from 'react'
import { authorWords } from '../words/people.ts'
import { cells } from './cells.tsx'
import type { FittedColumn } from './columns.ts'
import { rowState } from './row-state.ts'
import { actionWords, sourceWords } from './words.ts'
import classes from './FeedTable.module.css'

interface FeedRowProps {
  interest: Interest
  columns: readonly FittedColumn[]
  index: number
  top: number
  isCursor: boolean
  isOpened: boolean
  isSelected: boolean
  now: Date
  settings: LocaleSettings
}

/** One card as a row. Only the row under the cursor lets Tab into its buttons. */
export const FeedRow = memo(function FeedRow(props: FeedRowProps) {
  const { t } = useLingui()
  const { interest, columns, isCursor, isSelected, now, settings } = props
  const state = rowState(interest, now, settings)
  const author = authorWords(interest)
  const tabIndex = isCursor ? 0 : -1
  return (
    <div
      className={classes['row']}
      role="row"
      aria-rowindex={props.index + 2}
      aria-selected={isSelected}
      aria-label={[author, actionWords(interest.action), sourceWords(interest.sourceType), state.words].join(
        ', ',
      )}
      data-row={interest.id}
      data-tone={state.tone}
      data-done={state.done || undefined}
      data-opened={props.isOpened || undefined}
      tabIndex={tabIndex}
      style={{ transform: `translateY(${props.top}px)` }}
    >
      <div className={classes['markCell']} role="gridcell">
        <input
          type="checkbox"
          data-do="mark"
          tabIndex={tabIndex}
          checked={isSelected}
          readOnly
          aria-label={t`Отметить: ${author}`}
        />
      </div>
      {columns.map(({ id, narrow }) => {
        const Cell = cells[id]
        return (
          <div key={id} className={classes['cell']} role="gridcell" data-column={id}>
            <Cell
              interest={interest}
              state={state}
              narrow={narrow}
              tabIndex={tabIndex}
              now={now}
              settings={settings}
            />
          </div>
        )
      })}
    </div>
  )
})
