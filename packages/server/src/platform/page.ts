/** Keyset cursors: the sort values of the last row, opaque to the caller. */
import { invalid } from './errors.ts'

export interface Page<T> {
  items: T[]
  nextCursor: string | null
}

export function encodeCursor(values: string[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

/** Throws INVALID when the cursor is not one of ours. */
export function decodeCursor(cursor: string, length: number): string[] {
  const values = parse(cursor)
  if (values?.length === length && values.every((value) => typeof value === 'string')) return values
  throw invalid('This cursor is not one of ours: start from the first page', { cursor: 'unknown' })
}

function parse(cursor: string): string[] | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    return Array.isArray(value) ? (value as string[]) : undefined
  } catch {
    return undefined
  }
}
