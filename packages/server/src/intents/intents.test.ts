import { defaultIntentWeights, type FeedOrder } from '@otklik/contract'
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newInterest } from '../interests/interests.fixtures.ts'
import { interests } from '../interests/interests.table.ts'
import { useHarness, type TestPerson } from '../test/harness.ts'

const harness = useHarness({ jobs: false })
const day = (n: number) => new Date(Date.UTC(2026, 10, n, 12))

/** One card of each kind, the farthest from a purchase being the newest. */
async function shop() {
  const place = await harness().newWorkspace()
  const ids = await place.run(async (ctx) => ({
    call: await newInterest(ctx, {
      occurredAt: day(1),
      sourceType: 'phone',
      activityClass: 'site_form',
      action: 'call',
    }),
    form: await newInterest(ctx, {
      occurredAt: day(2),
      sourceType: 'site_form',
      activityClass: 'site_form',
      action: 'form_submission',
    }),
    letter: await newInterest(ctx, {
      occurredAt: day(3),
      sourceType: 'mailbox',
      activityClass: 'mail',
      action: 'email',
    }),
    click: await newInterest(ctx, {
      occurredAt: day(4),
      sourceType: 'site_form',
      activityClass: 'social',
      action: 'click_through',
    }),
    comment: await newInterest(ctx, { occurredAt: day(5), action: 'comment' }),
    like: await newInterest(ctx, { occurredAt: day(6), action: 'like' }),
  }))
  const names = new Map(Object.entries(ids).map(([name, id]) => [id, name]))
  const read = async (order: FeedOrder, as: TestPerson = place.owner, limit = 2) => {
    const found: (string | undefined)[] = []
    let cursor: string | undefined
    do {
      const page = await as.client.interests.list({ order, limit, ...(cursor && { cursor }) })
      found.push(...page.items.map(({ id }) => names.get(id)))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    return found
  }
  return { place, ids, read }
}

test('forms and calls stand before letters, comments and likes, page after page', async () => {
  const { read } = await shop()
  expect(await read('intent')).toEqual(['call', 'form', 'letter', 'comment', 'click', 'like'])
  expect(await read('newest')).toEqual(['like', 'comment', 'click', 'letter', 'form', 'call'])
})

test('a card says its intent and what decided it', async () => {
  const { place, ids } = await shop()
  const intentOf = async (id: string) => (await place.owner.client.interests.get({ id })).intent
  expect(await intentOf(ids.form)).toEqual({ weight: 90, by: 'action' })
  expect(await intentOf(ids.letter)).toEqual({ weight: 65, by: 'class' })
  expect(await intentOf(ids.like)).toEqual({ weight: 5, by: 'action' })
})

test('changed weights reorder the feed at once and write no card', async () => {
  const { place, ids, read } = await shop()
  const head = await place.join('head')
  const versions = () =>
    place.run((ctx) =>
      ctx.db
        .select({ id: interests.id, version: interests.version, written: sql<string>`xmin::text` })
        .from(interests)
        .where(eq(interests.workspaceId, place.id))
        .orderBy(interests.id),
    )
  const before = await versions()
  await head.client.intents.update({
    classes: { ...defaultIntentWeights.classes, social: 99 },
    actions: { ...defaultIntentWeights.actions, like: 97, click_through: 1 },
  })
  expect(await read('intent')).toEqual(['comment', 'like', 'call', 'form', 'letter', 'click'])
  expect((await place.owner.client.interests.get({ id: ids.comment })).intent.weight).toBe(99)
  expect(await versions()).toEqual(before)
  const { items } = await place.owner.client.audit.list({ action: 'intents.changed' })
  expect(items).toMatchObject([
    {
      by: { name: head.name },
      before: { 'class.social': 30, 'action.like': 5, 'action.click_through': 25 },
      after: { 'class.social': 99, 'action.like': 97, 'action.click_through': 1 },
    },
  ])
  expect((await head.client.intents.reset()).isDefault).toBe(true)
  expect(await read('intent')).toEqual(['call', 'form', 'letter', 'comment', 'click', 'like'])
})

test('kinds of one weight are merged by date, also across pages', async () => {
  const { place, ids, read } = await shop()
  await place.owner.client.intents.update({
    classes: { site_form: 50, chat: 50, mail: 50, review: 50, social: 50 },
    actions: {},
  })
  expect(await read('intent')).toEqual(['like', 'comment', 'click', 'letter', 'form', 'call'])
  await place.owner.client.interests.process({ id: ids.letter, way: 'no_reply_needed', reason: 'спам' })
  expect(await read('intent')).toEqual(['like', 'comment', 'click', 'form', 'call'])
})

test('the filter keeps those of at least so much intent, in the feed, in its count and in the report', async () => {
  const { place } = await shop()
  const { client } = place.owner
  const found = await client.interests.list({ intentFrom: 65, order: 'newest' })
  expect(found.items.map(({ action }) => action)).toEqual(['email', 'form_submission', 'call'])
  expect(await client.interests.count({ intentFrom: 65 })).toEqual({ count: 3 })
  expect(await client.interests.count({ intentFrom: 100 })).toEqual({ count: 0 })
  const period = { from: '2026-10-31T21:00:00.000Z', to: '2026-11-30T21:00:00.000Z' }
  expect((await client.reports.joint({ ...period, intentFrom: 90 })).totals.interests).toBe(2)
})

test('the settings tell what waits by kind; a manager may look and not change', async () => {
  const { place } = await shop()
  const manager = await place.join('manager')
  const { waiting, weights, isDefault } = await manager.client.intents.get()
  expect(isDefault).toBe(true)
  expect(weights).toEqual(defaultIntentWeights)
  expect(waiting).toContainEqual({ activityClass: 'site_form', action: 'call', count: 1 })
  await expect(manager.client.intents.update(defaultIntentWeights)).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
})

test('words of an order and a cursor of another order are told apart', async () => {
  const { place } = await shop()
  const { nextCursor } = await place.owner.client.interests.list({ order: 'newest', limit: 1 })
  await expect(
    place.owner.client.interests.list({ order: 'intent', cursor: nextCursor ?? '' }),
  ).rejects.toMatchObject({ code: 'INVALID' })
})

test('calls and click-throughs come by the API, stand in the feed and in the report by action', async () => {
  const place = await harness().newWorkspace()
  const { client } = place.owner
  for (const action of ['call', 'click_through'] as const) {
    await client.interests.create({
      externalId: `${action}-1`,
      sourceType: action === 'call' ? 'phone' : 'other',
      activityClass: action === 'call' ? 'site_form' : 'social',
      action,
      text: action === 'call' ? 'Входящий звонок, 2 мин 14 с' : 'Перешёл по ссылке из записи',
      author: action === 'call' ? { phone: '+7 916 123-45-67' } : { name: 'Гость' },
      occurredAt: '2026-11-20T10:00:00Z',
    })
  }
  const { items } = await client.interests.list({ order: 'intent' })
  expect(items.map(({ action, intent }) => [action, intent.weight])).toEqual([
    ['call', 95],
    ['click_through', 25],
  ])
  expect(items[0]?.reply).toMatchObject({ way: 'call', url: 'tel:+79161234567' })
  const report = await client.reports.joint({ from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' })
  expect(report.byAction.map((line) => [line.key, line.interests])).toEqual([
    ['call', 1],
    ['click_through', 1],
  ])
})
