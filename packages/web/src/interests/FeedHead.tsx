import { useLingui } from '@lingui/react/macro'
import { useRef, useState } from 'react'
import { columnWords } from './column-words.ts'
import { columnSpecs, isColumnId } from './columns.ts'
import type { ColumnId, FittedColumn } from './columns.ts'
import { useFeedControl } from './feed-control.ts'
import { currentColumns, moveColumn, resizeColumn } from './use-columns.ts'
import classes from './FeedTable.module.css'

const STEP = 16

/** The sticky head: names of the columns, dragged to move them, their edges dragged to resize. */
export function FeedHead({ columns }: { columns: readonly FittedColumn[] }) {
  const { t } = useLingui()
  const { rows, selection } = useFeedControl()
  const marked = rows.filter((row) => selection.ids.has(row.id)).length
  const all = rows.length > 0 && marked === rows.length
  return (
    <div className={classes['headGroup']} role="rowgroup">
      <div className={classes['head']} role="row" aria-rowindex={1}>
        <div role="columnheader" className={classes['markCell']}>
          <input
            type="checkbox"
            aria-label={t`Отметить все загруженные`}
            checked={all || selection.everything !== undefined}
            ref={(node) => {
              if (node) node.indeterminate = marked > 0 && !all
            }}
            onChange={() => (all ? selection.clear() : selection.set(rows.map((row) => row.id)))}
          />
        </div>
        {columns.map((column) => (
          <HeadCell key={column.id} column={column} />
        ))}
      </div>
    </div>
  )
}

function HeadCell({ column }: { column: FittedColumn }) {
  const { t, i18n } = useLingui()
  const [over, setOver] = useState(false)
  const { id, narrow } = column
  const words = i18n._(columnWords[id])
  return (
    <div
      role="columnheader"
      tabIndex={-1}
      className={classes['headCell']}
      data-over={over || undefined}
      title={words}
      draggable
      onDragStart={(event) => event.dataTransfer.setData('text/otklik-column', id)}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('text/otklik-column')) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        const dragged = event.dataTransfer.getData('text/otklik-column')
        if (isColumnId(dragged)) moveColumn(dragged, currentColumns().order.indexOf(id))
      }}
    >
      {narrow && id === 'sourceType' ? (
        <>
          <span aria-hidden>{t`Тип`}</span>
          <span className={classes['headNarrow']}>{words}</span>
        </>
      ) : (
        <span className={narrow ? classes['headNarrow'] : classes['headWords']}>{words}</span>
      )}
      {id !== 'text' && !narrow && <Edge id={id} width={column.width} words={words} />}
    </div>
  )
}

/** The edge of a column: dragged by the pointer; arrows move it when it has the focus. */
function Edge({ id, width, words }: { id: ColumnId; width: number; words: string }) {
  const { t } = useLingui()
  const drag = useRef<{ x: number; width: number }>(null)
  return (
    <span
      className={classes['edge']}
      role="separator"
      aria-orientation="vertical"
      aria-label={t`Ширина столбца «${words}»`}
      aria-valuenow={width}
      tabIndex={-1}
      draggable
      onDragStart={(event) => {
        event.preventDefault()
        event.stopPropagation()
      }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        drag.current = { x: event.clientX, width }
      }}
      onPointerMove={(event) => {
        if (drag.current) resizeColumn(id, drag.current.width + event.clientX - drag.current.x)
      }}
      onPointerUp={() => {
        drag.current = null
      }}
      onDoubleClick={() => resizeColumn(id, columnSpecs[id].width)}
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight') resizeColumn(id, width + STEP)
        if (event.key === 'ArrowLeft') resizeColumn(id, width - STEP)
      }}
    />
  )
}
