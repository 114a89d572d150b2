/** The ten fields of the card (R017) as columns: order, widths, and which give way when space is short. */
export const columnIds = [
  'source',
  'date',
  'sourceType',
  'author',
  'action',
  'text',
  'product',
  'responsible',
  'processed',
  'reply',
] as const
export type ColumnId = (typeof columnIds)[number]

interface ColumnSpec {
  width: number
  /** Below it the column reads badly. A narrow column shows an icon or a face only. */
  min: number
  narrow?: number
  /** Where there is room to spare the column grows up to it, so that names are not cut beside an empty half of the text. */
  roomy?: number
  /** Lower gives way first. */
  priority: number
}

export const columnSpecs: Record<ColumnId, ColumnSpec> = {
  source: { width: 112, min: 80, roomy: 176, priority: 2 },
  date: { width: 64, min: 60, priority: 8 },
  sourceType: { width: 132, min: 44, narrow: 44, roomy: 140, priority: 6 },
  author: { width: 136, min: 44, narrow: 44, roomy: 168, priority: 10 },
  action: { width: 126, min: 70, priority: 3 },
  text: { width: 320, min: 240, priority: 11 },
  product: { width: 92, min: 70, roomy: 150, priority: 1 },
  responsible: { width: 112, min: 44, narrow: 44, roomy: 150, priority: 5 },
  processed: { width: 96, min: 64, priority: 4 },
  reply: { width: 116, min: 44, narrow: 44, priority: 9 },
}

/** Below this the text reads like a ticker, and the type of the source folds to its icon. */
const COMFORTABLE_TEXT = 310
/** Columns up to this priority leave before the name of the author and the word on the button fold away. */
const DISPENSABLE = 5

const least = columnSpecs.text.min

export interface ColumnChoice {
  order: readonly ColumnId[]
  hidden: readonly ColumnId[]
  widths: Readonly<Partial<Record<ColumnId, number>>>
}

export const defaultColumns: ColumnChoice = { order: columnIds, hidden: [], widths: {} }

export interface FittedColumn {
  id: ColumnId
  /** Pixels; the text takes what is left. */
  width: number
  narrow: boolean
}

/**
 * What fits into the width. The type of the source folds to its icon for the sake of a comfortable text; where even the
 * least text has no room the responsible folds, then the least important columns leave. Room to spare is shared with
 * columns whose words would be cut.
 */
export function fitColumns(choice: ColumnChoice, available: number): FittedColumn[] {
  const whole = choice.order
    .filter((id) => !choice.hidden.includes(id))
    .map((id): FittedColumn => ({ id, width: choice.widths[id] ?? columnSpecs[id].width, narrow: false }))
  const folded = fold(fold(whole, 'sourceType', [COMFORTABLE_TEXT, available]), 'responsible', [
    least,
    available,
  ])
  const fewer = drop(folded, available, DISPENSABLE)
  const tight = fold(fold(fewer, 'reply', [least, available]), 'author', [least, available])
  const left = drop(tight, available, columnSpecs.text.priority - 1)
  return left.some(({ id }) => id === 'text') ? spread(left, choice, available) : [...left]
}

export function isColumnId(value: unknown): value is ColumnId {
  return columnIds.some((id) => id === value)
}

function roomForText(columns: readonly FittedColumn[], available: number): number {
  return available - columns.reduce((sum, { id, width }) => sum + (id === 'text' ? 0 : width), 0)
}

/** Folds the column to its icon when the text would have less room than wanted. */
function fold(
  columns: readonly FittedColumn[],
  id: ColumnId,
  [wanted, available]: readonly [number, number],
): readonly FittedColumn[] {
  const { narrow } = columnSpecs[id]
  if (narrow === undefined || roomForText(columns, available) >= wanted) return columns
  return columns.map((one) => (one.id === id ? { ...one, width: narrow, narrow: true } : one))
}

/** Takes away the least important columns, up to the priority, until the text has its least room. */
function drop(columns: readonly FittedColumn[], available: number, upTo: number): readonly FittedColumn[] {
  let result = columns
  const leaving = columns
    .map(({ id }) => id)
    .filter((id) => columnSpecs[id].priority <= upTo)
    .toSorted((a, b) => columnSpecs[a].priority - columnSpecs[b].priority)
  for (const id of leaving) {
    if (roomForText(result, available) >= least) break
    result = result.filter((one) => one.id !== id)
  }
  return result
}

/** Half of what the text has beyond its comfort goes to columns nobody has set by hand; the text takes the rest. */
function spread(columns: readonly FittedColumn[], choice: ColumnChoice, available: number): FittedColumn[] {
  const growth = ({ id, narrow, width }: FittedColumn) =>
    narrow || choice.widths[id] !== undefined ? 0 : Math.max(0, (columnSpecs[id].roomy ?? width) - width)
  const wished = columns.reduce((sum, column) => sum + growth(column), 0)
  const spare = Math.max(0, roomForText(columns, available) - COMFORTABLE_TEXT) / 2
  const share = wished === 0 ? 0 : Math.min(1, spare / wished)
  const grown = columns.map((one) => ({ ...one, width: one.width + Math.floor(growth(one) * share) }))
  const text = Math.max(least, roomForText(grown, available))
  return grown.map((one) => (one.id === 'text' ? { ...one, width: text } : one))
}
