type Values = Record<string, unknown> | null

export interface FieldChange {
  field: string
  before: string | undefined
  after: string | undefined
}

/** What differs, field by field. A field that stayed the same, or is empty on both sides, is left out. */
export function diffOf(before: Values, after: Values): FieldChange[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  const changes = names.map((field) => ({
    field,
    before: textOf(before?.[field]),
    after: textOf(after?.[field]),
  }))
  return changes.filter((change) => change.before !== change.after)
}

function textOf(value: unknown): string | undefined {
  if (value === null || value === undefined || value === '') return undefined
  if (Array.isArray(value))
    return value.length === 0 ? undefined : value.map((item) => textOf(item) ?? '').join(', ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}
