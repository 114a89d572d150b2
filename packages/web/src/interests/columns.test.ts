import { expect, it } from 'vitest'
import { columnIds, columnSpecs, defaultColumns, fitColumns } from './columns.ts'

it('shows exactly the ten fields of the card by default', () => {
  expect(fitColumns(defaultColumns, 1400).map(({ id }) => id)).toEqual([
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
  ])
})

it.each([1400, 1222, 1000, 780, 600, 480])('fills %i pixels and keeps room for the text', (width) => {
  const columns = fitColumns(defaultColumns, width)
  const text = columns.find(({ id }) => id === 'text')
  expect(text?.width).toBeGreaterThanOrEqual(columnSpecs.text.min)
  expect(columns.reduce((sum, column) => sum + column.width, 0)).toBe(width)
})

it('folds a column to its icon before any column leaves', () => {
  const folded = fitColumns(defaultColumns, 1100)
  expect(folded).toHaveLength(columnIds.length)
  expect(folded.filter(({ narrow }) => narrow).map(({ id }) => id)).toContain('responsible')
})

it('gives the text its comfort before the type of the source keeps its words', () => {
  const columns = fitColumns(defaultColumns, 1222)
  expect(columns.find(({ id }) => id === 'sourceType')?.narrow).toBe(true)
  expect(columns.find(({ id }) => id === 'text')?.width).toBeGreaterThanOrEqual(310)
})

it('shares a wide screen with the columns whose words would be cut, but not with those set by hand', () => {
  const wide = fitColumns({ ...defaultColumns, widths: { product: 92 } }, 1700)
  const widthOf = (id: string) => wide.find((column) => column.id === id)?.width
  expect(widthOf('source')).toBe(columnSpecs.source.roomy)
  expect(widthOf('product')).toBe(92)
  expect(widthOf('text')).toBeGreaterThan(500)
})

it('keeps the author in sight beside an opened card', () => {
  const beside = fitColumns(defaultColumns, 366).map(({ id }) => id)
  expect(beside).toEqual(expect.arrayContaining(['author', 'text', 'reply']))
})

it('lets the least important columns leave first and keeps who, what and the reply', () => {
  const left = fitColumns(defaultColumns, 620).map(({ id }) => id)
  expect(left).toEqual(expect.arrayContaining(['author', 'text', 'reply']))
  expect(left).not.toContain('product')
})

it('follows the chosen order, widths and hidden columns', () => {
  const columns = fitColumns(
    { order: ['reply', 'text', 'date'], hidden: ['date'], widths: { reply: 200 } },
    900,
  )
  expect(columns).toEqual([
    { id: 'reply', width: 200, narrow: false },
    { id: 'text', width: 700, narrow: false },
  ])
})
