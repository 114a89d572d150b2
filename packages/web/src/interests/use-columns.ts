import { useSyncExternalStore } from 'react'
import { columnIds, columnSpecs, defaultColumns, isColumnId } from './columns.ts'
import type { ColumnChoice, ColumnId } from './columns.ts'

const storageKey = 'otklik.feed.columns'
const listeners = new Set<() => void>()
let current: ColumnChoice | undefined

/** Which columns, in what order and how wide, remembered in this browser. */
export function useColumns(): ColumnChoice {
  return useSyncExternalStore(subscribe, currentColumns)
}

export function currentColumns(): ColumnChoice {
  current ??= readStored()
  return current
}

export function setColumns(choice: ColumnChoice): void {
  current = choice
  localStorage.setItem(storageKey, JSON.stringify(choice))
  for (const listener of listeners) listener()
}

export function resetColumns(): void {
  setColumns(defaultColumns)
}

export function toggleColumn(id: ColumnId): void {
  const { hidden, ...rest } = currentColumns()
  setColumns({ ...rest, hidden: hidden.includes(id) ? hidden.filter((one) => one !== id) : [...hidden, id] })
}

/** Puts the column in the place of another one. */
export function moveColumn(id: ColumnId, to: number): void {
  const choice = currentColumns()
  const order = choice.order.filter((one) => one !== id)
  order.splice(Math.max(0, Math.min(order.length, to)), 0, id)
  setColumns({ ...choice, order })
}

export function resizeColumn(id: ColumnId, width: number): void {
  const choice = currentColumns()
  const clamped = Math.round(Math.min(480, Math.max(columnSpecs[id].min, width)))
  setColumns({ ...choice, widths: { ...choice.widths, [id]: clamped } })
}

/** The columns of a saved view, in its order; the rest are hidden. */
export function showColumns(ids: readonly string[]): void {
  const shown = ids.filter(isColumnId)
  if (shown.length === 0) return
  const hidden = columnIds.filter((id) => !shown.includes(id))
  setColumns({ ...currentColumns(), order: [...shown, ...hidden], hidden })
}

export function shownColumns({ order, hidden }: ColumnChoice): ColumnId[] {
  return order.filter((id) => !hidden.includes(id))
}

function readStored(): ColumnChoice {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? 'null')
    return isStored(stored) ? withNewColumns(stored) : defaultColumns
  } catch {
    return defaultColumns
  }
}

function isStored(value: unknown): value is ColumnChoice {
  if (typeof value !== 'object' || value === null) return false
  if (!('order' in value && 'hidden' in value && 'widths' in value)) return false
  const { order, hidden, widths } = value
  return isIdList(order) && isIdList(hidden) && typeof widths === 'object' && widths !== null
}

function isIdList(value: unknown): boolean {
  return Array.isArray(value) && value.every(isColumnId)
}

/** A column added by a later version appears at its usual place. */
function withNewColumns(stored: ColumnChoice): ColumnChoice {
  const order = [...new Set(stored.order)]
  for (const [index, id] of columnIds.entries()) if (!order.includes(id)) order.splice(index, 0, id)
  return { ...stored, order }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
