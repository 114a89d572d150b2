import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { useHarness, type TestWorkspace } from '../test/harness.ts'
import { newInterest } from './interests.fixtures.ts'

const harness = useHarness()

async function team(cards: number) {
  const place = await harness().newWorkspace()
  const [maria, pavel, head] = [
    await place.join('manager', 'Мария'),
    await place.join('manager', 'Павел'),
    await place.join('head', 'Глава'),
  ]
  const ids = await place.run(async (ctx) => {
    const made: string[] = []
    for (let n = 0; n < cards; n++) made.push(await newInterest(ctx))
    return made
  })
  return { place, maria, pavel, head, ids }
}

/** Beyond what one request changes at once. */
async function manyCards(place: TestWorkspace, cards: number): Promise<void> {
  const { owner } = harness().program.platform.database
  await owner.execute(sql`
    insert into interests (workspace_id, id, external_id, occurred_at, received_at, source_type, activity_class, action, text)
    select ${place.id}, gen_random_uuid(), n::text, timestamptz '2026-01-01' + n * interval '1 minute', timestamptz '2026-02-01', 'ok', 'social', 'comment', 'слово'
    from generate_series(1, ${cards}) n`)
  await owner.execute(
    sql`insert into interest_counts (workspace_id, id, open, is_public, level, delta) values (${place.id}, gen_random_uuid(), true, false, 'positive_neutral', ${cards})`,
  )
}

test('chosen cards are changed at once, those it does not fit are skipped', async () => {
  const { maria, pavel, ids } = await team(4)
  await pavel.client.interests.claim({ id: ids[0] ?? '' })
  const result = await maria.client.interests.bulk({ selection: { ids }, action: { kind: 'claim' } })
  expect(result).toMatchObject({ changed: 3, skipped: 1, operationId: null })
  expect((await maria.client.interests.counters()).mine).toBe(3)
  expect((await maria.client.interests.list({ responsibleId: [pavel.memberId] })).items).toHaveLength(1)
})

test('every action does to many what its verb does to one', async () => {
  const { place, head, maria, ids } = await team(3)
  const product = await place.owner.client.products.create({ name: 'Кения' })
  const bulk = (action: Parameters<typeof head.client.interests.bulk>[0]['action']) =>
    head.client.interests.bulk({ selection: { ids }, action })
  const first = () => head.client.interests.get({ id: ids[0] ?? '' })
  await bulk({ kind: 'assign', memberId: maria.memberId })
  expect(await first()).toMatchObject({
    responsible: { name: 'Мария' },
    responsibleReason: { code: 'assigned_by' },
  })
  await bulk({ kind: 'release' })
  await bulk({ kind: 'level', level: 'critical' })
  await bulk({ kind: 'product', productId: product.id })
  await bulk({ kind: 'noReplyNeeded', reason: 'Флуд' })
  expect(await first()).toMatchObject({
    responsible: null,
    level: 'critical',
    product: { name: 'Кения' },
    processed: { way: 'no_reply_needed', reason: 'Флуд' },
  })
  expect((await head.client.interests.list({ order: 'urgent' })).items).toEqual([])
  await bulk({ kind: 'reopen' })
  await bulk({ kind: 'process', reason: 'Ответили' })
  expect((await first()).processed).toMatchObject({
    way: 'reason',
    reason: 'Ответили',
    by: { name: 'Глава' },
  })
  const { items } = await head.client.interests.history({ id: ids[0] ?? '' })
  expect(items.map((entry) => entry.action).toReversed()).toEqual([
    'interest.created',
    'interest.assigned',
    'interest.released',
    'interest.changed',
    'interest.changed',
    'interest.processed',
    'interest.reopened',
    'interest.processed',
  ])
})

test('undo brings back what each card was and leaves those touched since', async () => {
  const { maria, pavel, ids } = await team(3)
  const [a = '', b = '', c = ''] = ids
  await maria.client.interests.update({ id: a, level: 'critical' })
  const { undoId } = await maria.client.interests.bulk({
    selection: { ids },
    action: { kind: 'level', level: 'junk' },
  })
  await pavel.client.interests.claim({ id: c })
  const id = undoId ?? ''
  await expect(pavel.client.interests.undo({ id })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  expect(await maria.client.interests.undo({ id })).toEqual({ restored: 2 })
  const levels = await Promise.all(
    [a, b, c].map(async (card) => (await maria.client.interests.get({ id: card })).level),
  )
  expect(levels).toEqual(['critical', 'positive_neutral', 'junk'])
  expect(await maria.client.interests.counters()).toMatchObject({ all: 2, conflicts: 1 })
  expect(await maria.client.interests.undo({ id })).toEqual({ restored: 0 })
})

test('undo of processing brings back who did it and when', async () => {
  const { maria, head, ids } = await team(2)
  await maria.client.interests.process({ id: ids[0] ?? '', way: 'reason', reason: 'Звонок' })
  const { undoId } = await head.client.interests.bulk({ selection: { ids }, action: { kind: 'reopen' } })
  await head.client.interests.undo({ id: undoId ?? '' })
  expect((await head.client.interests.get({ id: ids[0] ?? '' })).processed).toMatchObject({
    way: 'reason',
    reason: 'Звонок',
    by: { name: 'Мария' },
  })
})

test('undo is for two days', async () => {
  const { maria, ids } = await team(1)
  const { undoId } = await maria.client.interests.bulk({ selection: { ids }, action: { kind: 'claim' } })
  harness().clock.advance(49 * 3_600_000)
  await expect(maria.client.interests.undo({ id: undoId ?? '' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('when more match than the person saw, nothing changes', async () => {
  const { maria } = await team(3)
  const selection = { filter: { tab: 'unanswered' as const }, expected: 2 }
  await expect(maria.client.interests.bulk({ selection, action: { kind: 'claim' } })).rejects.toMatchObject({
    code: 'CONFLICT',
  })
  expect((await maria.client.interests.counters()).unassigned).toBe(3)
})

test('a big set is changed by a work with progress, to the last card, and taken back', async () => {
  const { place, maria } = await team(0)
  await manyCards(place, 1234)
  const selection = { filter: { tab: 'unassigned' as const, sourceType: ['ok'] }, expected: 1234 }
  const { operationId, undoId } = await maria.client.interests.bulk({ selection, action: { kind: 'claim' } })
  await harness().drain()
  const operation = await maria.client.operations.get({ id: operationId ?? '' })
  expect(operation).toMatchObject({
    state: 'done',
    done: 1234,
    total: 1234,
    outcome: { changed: 1234, skipped: 0 },
  })
  expect(await maria.client.interests.counters()).toMatchObject({ mine: 1234, unassigned: 0 })
  expect(await maria.client.interests.undo({ id: undoId ?? '' })).toEqual({ restored: 1234 })
  expect(await maria.client.interests.counters()).toMatchObject({ mine: 0, unassigned: 1234 })
})

test('a big set taken back before it began changes nothing', async () => {
  const { place, maria } = await team(0)
  await manyCards(place, 600)
  const selection = { filter: { q: 'слово' }, expected: 600 }
  const { operationId, undoId } = await maria.client.interests.bulk({
    selection,
    action: { kind: 'level', level: 'junk' },
  })
  await maria.client.interests.undo({ id: undoId ?? '' })
  await harness().drain()
  await maria.client.interests.undo({ id: undoId ?? '' })
  expect((await maria.client.operations.get({ id: operationId ?? '' })).finishedAt).not.toBeNull()
  expect((await maria.client.interests.list({ level: ['junk'] })).items).toEqual([])
})

test('rights hold for many as for one', async () => {
  const { place, maria, pavel, ids } = await team(1)
  const reader = await place.join('analyst')
  const other = await team(1)
  const action = { kind: 'claim' } as const
  await expect(
    maria.client.interests.bulk({ selection: { ids }, action: { kind: 'assign', memberId: pavel.memberId } }),
  ).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await expect(reader.client.interests.bulk({ selection: { ids }, action })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
  await expect(harness().stranger.interests.bulk({ selection: { ids }, action })).rejects.toMatchObject({
    code: 'UNAUTHORIZED',
  })
  expect(await other.maria.client.interests.bulk({ selection: { ids }, action })).toMatchObject({
    changed: 0,
    undoId: null,
  })
  const { undoId } = await maria.client.interests.bulk({ selection: { ids }, action })
  await expect(other.maria.client.interests.undo({ id: undoId ?? '' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})
