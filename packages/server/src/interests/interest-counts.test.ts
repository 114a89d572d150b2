import type { FeedTab } from '@otklik/contract'
import { count, eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { useHarness, type TestPerson } from '../test/harness.ts'
import { countOpenByMember, foldChanges } from './interest-counts.ts'
import { foldCounts } from './interest-counts.jobs.ts'
import { newInterest } from './interests.fixtures.ts'
import { interestCounts } from './interests.table.ts'

const harness = useHarness({ jobs: false })
const tabs = [
  'all',
  'mine',
  'unassigned',
  'unanswered',
  'public',
  'conflicts',
  'handed_over',
  'leads',
] as const satisfies FeedTab[]

/** Counted card by card: `order` is no filter but makes `count` look at the cards themselves. */
async function countAll(person: TestPerson): Promise<Record<string, number>> {
  const long = { from: '2000-01-01T00:00:00Z' }
  const numbers = await Promise.all(
    tabs.map(async (tab) => [tab, (await person.client.interests.count({ tab, ...long })).count] as const),
  )
  return Object.fromEntries(numbers)
}

test('under many changes at once, with folding in between, the counters stay equal to the cards', async () => {
  const place = await harness().newWorkspace()
  const people = [
    await place.join('head', 'Г'),
    await place.join('manager', 'А'),
    await place.join('manager', 'Б'),
  ]
  const levels = ['negative', 'junk', 'critical', 'positive_neutral'] as const
  const ids = await Promise.all(
    Array.from({ length: 30 }, (_, n) =>
      place.run((ctx) => newInterest(ctx, { isPublic: n % 2 === 0, rating: (n % 5) + 1 })),
    ),
  )
  const moves = ids.flatMap((id, n) => hammer(people, id, levels[n % 4] ?? 'junk'))
  const results = await Promise.allSettled(moves.map((move) => move()))
  // Refusals (taken, another's card) are part of the game; anything else is a fault.
  const refusals = results.flatMap((result) =>
    result.status === 'rejected' ? [String(result.reason.code)] : [],
  )
  expect(refusals.filter((code) => code !== 'INTEREST_TAKEN' && code !== 'FORBIDDEN')).toEqual([])
  for (const person of people) {
    expect(await person.client.interests.counters()).toEqual(await countAll(person))
  }
  const before = await people[0]?.client.interests.counters()
  await foldCounts(harness().program.platform, 1)
  expect(await people[0]?.client.interests.counters()).toEqual(before)
  const [rows] = await place.run((ctx) =>
    ctx.db.select({ n: count() }).from(interestCounts).where(eq(interestCounts.workspaceId, place.id)),
  )
  expect(rows?.n).toBeLessThan(60)
})

function hammer(
  people: TestPerson[],
  id: string,
  level: 'negative' | 'junk' | 'critical' | 'positive_neutral',
): (() => Promise<unknown>)[] {
  const [head, a, b] = people
  if (!head || !a || !b) throw new Error('three people play')
  return [
    () => a.client.interests.claim({ id }),
    () => b.client.interests.claim({ id }),
    () => head.client.interests.update({ id, level }),
    () => a.client.interests.process({ id, way: 'reason', reason: 'готово' }),
    () => foldCounts(harness().program.platform, 1),
    () => head.client.interests.handOver({ id, memberId: b.memberId, note: 'возьми' }),
    () => b.client.interests.reopen({ id }),
    () => head.client.interests.update({ id, isPublic: false }),
    () => a.client.interests.release({ id }),
  ]
}

test('two folds at once lose and double nothing', async () => {
  const place = await harness().newWorkspace()
  await place.run(async (ctx) => {
    for (let n = 0; n < 40; n++) await newInterest(ctx)
  })
  const { platform } = harness().program
  await Promise.all(Array.from({ length: 6 }, () => foldCounts(platform, 1)))
  expect((await place.owner.client.interests.counters()).unanswered).toBe(40)
})

test('open cards are counted by colleague', async () => {
  const place = await harness().newWorkspace()
  const manager = await place.join('manager')
  const ids = await place.run(async (ctx) => [
    await newInterest(ctx),
    await newInterest(ctx),
    await newInterest(ctx),
  ])
  for (const id of ids) await manager.client.interests.claim({ id })
  await manager.client.interests.process({ id: ids[0] ?? '', way: 'reason', reason: 'x' })
  const open = await place.run((ctx) => countOpenByMember(ctx))
  expect(open.get(manager.memberId)).toBe(2)
})

test('a change that moves no counter writes nothing', () => {
  const card = {
    responsibleId: null,
    processedAt: null,
    isPublic: true,
    level: 'negative',
    handover: null,
    leadState: null,
  } as const
  expect(foldChanges([{ before: card, after: { ...card } }])).toEqual([])
  expect(
    foldChanges([
      { before: null, after: card },
      { before: null, after: card },
    ]),
  ).toMatchObject([{ delta: 2 }])
})

test('counters are sums of changes: cards are not counted', async () => {
  const place = await harness().newWorkspace()
  const { owner } = harness().program.platform.database
  await owner.execute(
    sql`insert into interest_counts (workspace_id, id, open, is_public, level, delta) values (${place.id}, gen_random_uuid(), true, true, 'negative', 1000000)`,
  )
  expect(await place.owner.client.interests.counters()).toMatchObject({
    all: 1_000_000,
    conflicts: 1_000_000,
    mine: 0,
  })
})
