import type { FeedTab, InterestFilter } from '@otklik/contract'
import { expect, test } from 'vitest'
import { useHarness, type TestPerson } from '../test/harness.ts'
import { newInterest } from './interests.fixtures.ts'

const harness = useHarness({ jobs: false })

const day = (n: number) => new Date(Date.UTC(2026, 10, n, 12))

/** Six cards that differ in everything the feed can tell apart. */
async function feed() {
  const place = await harness().newWorkspace()
  const manager = await place.join('manager', 'Мария')
  const product = await place.owner.client.products.create({ name: 'Кения' })
  const ids = await place.run(async (ctx) => ({
    comment: await newInterest(ctx, { occurredAt: day(1), text: 'Почём кения?' }),
    letter: await newInterest(ctx, {
      occurredAt: day(2),
      sourceType: 'mailbox',
      activityClass: 'mail',
      action: 'email',
      isPublic: false,
      text: 'Где мой заказ?',
    }),
    review: await newInterest(ctx, {
      occurredAt: day(3),
      sourceType: '2gis',
      activityClass: 'review',
      action: 'review',
      rating: 1,
      text: 'Ужас',
    }),
    spam: await newInterest(ctx, { occurredAt: day(4), text: 'Купи слона' }, { preset: { level: 'junk' } }),
    done: await newInterest(ctx, { occurredAt: day(5), text: 'Спасибо' }),
    critical: await newInterest(
      ctx,
      { occurredAt: day(6), text: 'Отравился' },
      { preset: { level: 'critical' } },
    ),
  }))
  await manager.client.interests.update({ id: ids.comment, productId: product.id })
  await manager.client.interests.claim({ id: ids.letter })
  await manager.client.interests.process({ id: ids.done, way: 'no_reply_needed', reason: 'Похвала' })
  await manager.client.leads.create({ ids: [ids.done] })
  const names = new Map(Object.entries(ids).map(([name, id]) => [id, name]))
  const list = async (query: Parameters<TestPerson['client']['interests']['list']>[0]) =>
    (await manager.client.interests.list(query)).items.map((item) => names.get(item.id))
  return { place, manager, product, ids, list }
}

test('the newest card stands first, the oldest first when asked', async () => {
  const { list } = await feed()
  expect(await list({})).toEqual(['critical', 'done', 'spam', 'review', 'letter', 'comment'])
  expect(await list({ order: 'oldest' })).toEqual(['comment', 'letter', 'review', 'spam', 'done', 'critical'])
})

test('the order of work: super-important, then negative, the longest waiting first; done cards do not wait', async () => {
  const { list } = await feed()
  expect(await list({ order: 'urgent' })).toEqual(['critical', 'review', 'comment', 'letter', 'spam'])
})

test.each(['newest', 'oldest', 'urgent', 'intent'] as const)(
  'pages in the order %s follow without gap or double',
  async (order) => {
    const { manager, list } = await feed()
    const found: string[] = []
    let cursor: string | undefined
    do {
      const page = await manager.client.interests.list({ order, limit: 2, ...(cursor && { cursor }) })
      found.push(...page.items.map((item) => item.id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    const whole = (await manager.client.interests.list({ order, limit: 100 })).items.map((item) => item.id)
    expect(found).toEqual(whole)
    expect((await list({ order })).length).toBe(whole.length)
  },
)

test('cards of one moment are paged too', async () => {
  const place = await harness().newWorkspace()
  await place.run(async (ctx) => {
    for (let n = 0; n < 5; n++) await newInterest(ctx, { occurredAt: day(1) })
  })
  const first = await place.owner.client.interests.list({ limit: 3 })
  const second = await place.owner.client.interests.list({ limit: 3, cursor: first.nextCursor ?? '' })
  expect(new Set([...first.items, ...second.items].map((item) => item.id)).size).toBe(5)
})

test.each<[FeedTab, string[]]>([
  ['all', ['critical', 'done', 'review', 'letter', 'comment']],
  ['mine', ['letter']],
  ['unassigned', ['critical', 'review', 'comment']],
  ['unanswered', ['critical', 'review', 'letter', 'comment']],
  ['public', ['critical', 'review', 'comment']],
  ['conflicts', ['critical', 'review']],
  ['handed_over', []],
  ['leads', ['done']],
  ['auto', ['spam']],
])('the tab %s holds its cards, and its counter is their number', async (tab, expected) => {
  const { list, manager } = await feed()
  expect(await list({ tab })).toEqual(expected)
  expect((await manager.client.interests.count({ tab })).count).toBe(expected.length)
  const counters: Partial<Record<FeedTab, number>> = await manager.client.interests.counters()
  // «Авто» has no counter: nothing waits there.
  expect(counters[tab]).toBe(tab === 'auto' ? undefined : expected.length)
})

test.each<[string, InterestFilter, string[]]>([
  ['source types', { sourceType: ['2gis', 'mailbox'] }, ['review', 'letter']],
  ['a class', { activityClass: ['mail'] }, ['letter']],
  ['an action', { action: ['review'] }, ['review']],
  [
    'nobody’s cards',
    { responsibleId: ['none'], processed: false },
    ['critical', 'spam', 'review', 'comment'],
  ],
  ['my cards', { responsibleId: ['me'] }, ['letter']],
  ['levels, junk among them', { tab: 'all', level: ['junk', 'critical'] }, ['critical', 'spam']],
  ['processed', { processed: true }, ['done']],
  ['without proof', { hasProof: false, processed: true }, ['done']],
  ['with proof', { hasProof: true }, []],
  ['private', { isPublic: false }, ['letter']],
  ['leads in work', { lead: ['open'] }, ['done']],
  ['lost leads', { lead: ['lost'] }, []],
  ['days', { from: day(2).toISOString(), to: day(4).toISOString() }, ['review', 'letter']],
  ['three at once', { sourceType: ['vk'], processed: false, level: ['positive_neutral'] }, ['comment']],
])('the filter by %s', async (_, filter, expected) => {
  const { list, manager } = await feed()
  expect(await list(filter)).toEqual(expected)
  expect((await manager.client.interests.count(filter)).count).toBe(expected.length)
})

test('filters by product, and by its absence', async () => {
  const { list, product } = await feed()
  expect(await list({ productId: [product.id] })).toEqual(['comment'])
  expect(await list({ productId: [product.id, 'none'] })).toHaveLength(6)
  expect(await list({ productId: ['none'], tab: 'all' })).toEqual(['critical', 'done', 'review', 'letter'])
})

test('a long text is cut in the feed and whole on the card', async () => {
  const place = await harness().newWorkspace()
  const text = `${'а'.repeat(599)}😀${'б'.repeat(1000)}`
  const id = await place.run((ctx) => newInterest(ctx, { text }))
  const [line] = (await place.owner.client.interests.list({})).items
  expect(line).toMatchObject({ textShortened: true, text: 'а'.repeat(599) })
  expect(await place.owner.client.interests.get({ id })).toMatchObject({ textShortened: false, text })
})

test('a cursor that is not ours is refused in words', async () => {
  const { manager } = await feed()
  const made = Buffer.from(JSON.stringify(['не дата', 'x', '1'])).toString('base64url')
  for (const cursor of ['abc', made]) {
    await expect(manager.client.interests.list({ cursor })).rejects.toMatchObject({
      code: 'INVALID',
      status: 422,
    })
  }
})

test('a key has no cards of its own', async () => {
  const { place } = await feed()
  const actor = {
    kind: 'apiKey' as const,
    apiKeyId: crypto.randomUUID(),
    name: 'CRM',
    scopes: ['interests.read' as const],
  }
  const { listInterests } = await import('./interest-list.ts')
  const page = await place.run(
    (ctx) => listInterests(ctx, { tab: 'mine', order: 'newest', limit: 10 }),
    actor,
  )
  expect(page.items).toEqual([])
})

test('every role reads the feed; another workspace sees its own; a stranger nothing', async () => {
  const { place, ids } = await feed()
  const other = await harness().newWorkspace()
  for (const role of ['administrator', 'head', 'manager', 'quality_control', 'analyst'] as const) {
    const person = await place.join(role)
    expect((await person.client.interests.list({})).items).toHaveLength(6)
  }
  expect((await other.owner.client.interests.list({})).items).toEqual([])
  expect((await other.owner.client.interests.counters()).all).toBe(0)
  await expect(other.owner.client.interests.get({ id: ids.comment })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  await expect(harness().stranger.interests.list({})).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
  await expect(harness().stranger.interests.counters()).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
})
