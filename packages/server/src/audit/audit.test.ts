import { describe, expect, it } from 'vitest'
import { useHarness } from '../test/harness.ts'
import { recordAudit } from './index.ts'

describe('the log of changes', () => {
  const harness = useHarness({ jobs: false })

  it('is filtered by person, action, object, period and words', async () => {
    const workspace = await harness().newWorkspace()
    const manager = await workspace.join('manager', 'Игорь')
    const { clock } = harness()
    await workspace.run(
      (ctx) =>
        recordAudit(ctx, {
          action: 'thing.created',
          object: { kind: 'thing', id: ctx.newId() },
          after: { name: '100% хлопок' },
        }),
      manager.actor,
    )
    clock.advance(60_000)
    const middle = clock.now().toISOString()
    clock.advance(60_000)
    await workspace.run(
      (ctx) =>
        recordAudit(ctx, {
          action: 'thing.removed',
          object: { kind: 'thing', id: ctx.newId() },
          note: 'брак',
        }),
      workspace.owner.actor,
    )
    const actions = async (filter: Parameters<typeof workspace.owner.client.audit.list>[0]) =>
      (await workspace.owner.client.audit.list(filter)).items.map(({ action }) => action)
    expect(await actions({})).toEqual(['thing.removed', 'thing.created'])
    expect(await actions({ actorId: manager.memberId })).toEqual(['thing.created'])
    expect(await actions({ action: 'thing.removed' })).toEqual(['thing.removed'])
    expect(await actions({ objectKind: 'other' })).toEqual([])
    expect(await actions({ from: middle })).toEqual(['thing.removed'])
    expect(await actions({ to: middle })).toEqual(['thing.created'])
    expect(await actions({ q: 'ХЛОПОК' })).toEqual(['thing.created'])
    expect(await actions({ q: '100%' })).toEqual(['thing.created'])
    expect(await actions({ q: 'брак' })).toEqual(['thing.removed'])
    expect(await actions({ q: '%' })).toEqual(['thing.created'])
    expect(await workspace.owner.client.audit.words()).toEqual({
      actions: ['thing.created', 'thing.removed'],
      objectKinds: ['thing'],
    })
  })

  it('is paged without loss or repetition', async () => {
    const workspace = await harness().newWorkspace()
    await workspace.run(async (ctx) => {
      for (let n = 0; n < 25; n++)
        await recordAudit(ctx, { action: 'page.turned', object: { kind: 'page', id: null }, after: { n } })
    })
    const seen: unknown[] = []
    let cursor: string | undefined
    do {
      const page = await workspace.owner.client.audit.list({ limit: 10, ...(cursor && { cursor }) })
      seen.push(...page.items.map(({ after }) => after?.['n']))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(seen).toEqual(Array.from({ length: 25 }, (_, n) => 24 - n))
  })

  it('is taken out as a table, which stands in the log itself; formulas are defused', async () => {
    const workspace = await harness().newWorkspace()
    await workspace.run(async (ctx) => {
      for (let n = 0; n < 1200; n++)
        await recordAudit(ctx, {
          action: 'row.made',
          object: { kind: 'row', id: null },
          note: '=HYPERLINK("http://x")',
        })
    })
    const answer = await workspace.owner.request('/api/v1/audit/export.csv?action=row.made')
    expect(answer.headers.get('content-disposition')).toContain('otklik-audit-')
    const lines = (await answer.text()).trim().split('\n')
    expect(lines).toHaveLength(1201)
    expect(lines[1]).toContain(`'=HYPERLINK`)
    const [entry] = (await workspace.owner.client.audit.list({ action: 'audit.exported' })).items
    expect(entry).toMatchObject({ by: { name: 'Анна Ким' }, after: { action: 'row.made' } })
    expect((await workspace.owner.request('/api/v1/audit/export.csv?from=yesterday')).status).toBe(422)
  })

  it('is closed to managers and to other workspaces', async () => {
    const workspace = await harness().newWorkspace()
    await workspace.run((ctx) =>
      recordAudit(ctx, { action: 'secret.kept', object: { kind: 'secret', id: null } }),
    )
    const manager = await workspace.join('manager')
    expect((await manager.request('/api/v1/audit/export.csv')).status).toBe(403)
    const other = await harness().newWorkspace()
    expect((await other.owner.client.audit.list({})).items).toEqual([])
    expect(await (await other.owner.request('/api/v1/audit/export.csv')).text()).not.toContain('secret.kept')
    expect(
      (
        await other.owner.request(`/api/v1/audit/export.csv?workspace=${workspace.id}`, {
          headers: { 'otklik-workspace': workspace.id },
        })
      ).status,
    ).toBe(404)
  })
})
