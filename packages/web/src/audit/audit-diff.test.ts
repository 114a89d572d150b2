import { describe, expect, it } from 'vitest'
import { diffOf } from './audit-diff.ts'

describe('diffOf', () => {
  it('shows only what changed when both sides are known', () => {
    expect(
      diffOf(
        { name: 'Пётр', role: 'manager', goals: ['a', 'b'] },
        { name: 'Пётр', role: 'head', goals: ['a', 'b'] },
      ),
    ).toEqual([{ field: 'role', before: 'manager', after: 'head' }])
  })

  it('shows all filled values of something new or removed', () => {
    expect(diffOf(null, { email: 'a@b.c', empty: '' })).toEqual([
      { field: 'email', before: undefined, after: 'a@b.c' },
    ])
    expect(diffOf({ nested: { a: 1 } }, null)).toEqual([
      { field: 'nested', before: '{"a":1}', after: undefined },
    ])
  })

  it('takes an emptied field for a change', () => {
    expect(diffOf({ until: '2026-01-01' }, { until: null })).toEqual([
      { field: 'until', before: '2026-01-01', after: undefined },
    ])
  })
})
