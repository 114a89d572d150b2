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
  /** Lower gives way first. */
  priority: number
}

export const columnSpecs: Record<ColumnId, ColumnSpec> = {
  source: { width: 104, min: 80, priority: 2 },
  date: { width: 64, min: 60, priority: 7 },
  sourceType: { width: 132, min: 40, narrow: 40, priority: 6 },
  author: { width: 132, min: 100, priority: 8 },
  action: { width: 100, min: 70, priority: 3 },
  text: { width: 320, min: 240, priority: 10 },
  product: { width: 92, min: 70, priority: 1 },
  responsible: { width: 112, min: 44, narrow: 44, priority: 5 },
  processed: { width: 94, min: 64, priority: 4 },
  reply: { width: 120, min: 120, priority: 9 },
}

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

/** What fits into the width: first columns fold to an icon, then the least important ones leave, until the text has room. */
export function fitColumns(choice: ColumnChoice, available: number): FittedColumn[] {
  let columns = choice.order
    .filter((id) => !choice.hidden.includes(id))
    .map((id): FittedColumn => ({ id, width: choice.widths[id] ?? columnSpecs[id].width, narrow: false }))
  const room = () => available - columns.reduce((sum, { id, width }) => sum + (id === 'text' ? 0 : width), 0)
  const least = columnSpecs.text.min
  for (const id of byPriority(columns)) {
    if (room() >= least) break
    const { narrow } = columnSpecs[id]
    if (narrow !== undefined)
      columns = columns.map((one) => (one.id === id ? { ...one, width: narrow, narrow: true } : one))
  }
  for (const id of byPriority(columns)) {
    if (room() >= least || id === 'text') break
    columns = columns.filter((one) => one.id !== id)
  }
  return columns.map((one) => (one.id === 'text' ? { ...one, width: Math.max(least, room()) } : one))
}

export function isColumnId(value: unknown): value is ColumnId {
  return columnIds.some((id) => id === value)
}

function byPriority(columns: readonly FittedColumn[]): ColumnId[] {
  return columns.map(({ id }) => id).sort((a, b) => columnSpecs[a].priority - columnSpecs[b].priority)
}
