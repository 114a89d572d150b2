import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { identities } from '../contacts/contacts.table.ts'
import { useHarness, type TestWorkspace } from '../test/harness.ts'
import { prepareInbound } from './interest-attachments.ts'
import type { InterestArrival } from './interest-birth.ts'
import { recordInterest } from './interest-record.ts'
import { buildAuthor, buildInbound, newInterest } from './interests.fixtures.ts'

const harness = useHarness({ jobs: false })

async function record(
  place: TestWorkspace,
  overrides: Parameters<typeof buildInbound>[0],
  more: Partial<InterestArrival> = {},
) {
  const inbound = buildInbound(overrides)
  const files = await prepareInbound(harness().program.platform, place.id, [inbound])
  return place.run((ctx) =>
    recordInterest(ctx, { channel: null, eventId: null, recognisedBy: null, files, ...more, inbound }),
  )
}

test('a card holds the ten fields as the source gave them, with nobody responsible', async () => {
  const place = await harness().newWorkspace()
  const occurredAt = new Date('2026-11-01T08:15:00.123Z')
  const author = buildAuthor({
    name: 'Пётр',
    photoUrl: 'https://cdn.example/p.jpg',
    profileUrl: 'https://vk.com/id7',
  })
  const { interestId } = await record(place, {
    occurredAt,
    author,
    text: '  Сколько\nстоит? ',
    sourceUrl: 'https://vk.com/wall-1_2?reply=3',
  })
  const card = await place.owner.client.interests.get({ id: interestId })
  expect(card).toMatchObject({
    source: { title: 'Запись «Новая обжарка»', url: 'https://vk.com/wall-1_2?reply=3', channelName: 'API' },
    occurredAt: occurredAt.toISOString(),
    receivedAt: harness().clock.now().toISOString(),
    sourceType: 'vk',
    activityClass: 'social',
    action: 'comment',
    author: {
      name: 'Пётр',
      photoUrl: expect.stringMatching(/^\/api\/v1\/contacts\//),
      profileUrl: 'https://vk.com/id7',
    },
    text: '  Сколько\nстоит? ',
    product: null,
    responsible: null,
    processed: null,
    reply: { way: 'comment', enabled: true, here: false, url: 'https://vk.com/wall-1_2?reply=3' },
    level: 'positive_neutral',
    version: 1,
  })
})

test('fifty deliveries of one event at once make one card and one contact', async () => {
  const place = await harness().newWorkspace()
  const author = buildAuthor({ externalId: 'id1', email: 'olga@example.test', phone: '8 (916) 123-45-67' })
  const results = await Promise.all(
    Array.from({ length: 50 }, () => record(place, { externalId: 'same', author })),
  )
  expect(new Set(results.map((result) => result.interestId)).size).toBe(1)
  expect(results.filter((result) => result.created)).toHaveLength(1)
  const page = await place.owner.client.interests.list({})
  expect(page.items).toHaveLength(1)
  expect((await place.owner.client.interests.counters()).unanswered).toBe(1)
})

test('fifty events of one person at once make one contact', async () => {
  const place = await harness().newWorkspace()
  const author = buildAuthor({ externalId: 'id1', email: 'Olga@Example.test' })
  await Promise.all(
    Array.from({ length: 50 }, (_, index) => record(place, { externalId: `e${index}`, author })),
  )
  const page = await place.owner.client.interests.list({ limit: 100 })
  expect(page.items).toHaveLength(50)
  expect(new Set(page.items.map((item) => item.author?.contactId)).size).toBe(1)
  const rows = await place.run((ctx) =>
    ctx.db.select().from(identities).where(eq(identities.workspaceId, place.id)),
  )
  expect(rows.map((row) => `${row.network} ${row.externalId}`).sort()).toEqual([
    'mail olga@example.test',
    'vk id1',
  ])
})

test('people meet by equal address or phone and by nothing else', async () => {
  const place = await harness().newWorkspace()
  const contactOf = async (author: Parameters<typeof buildAuthor>[0]) => {
    const { interestId } = await record(place, { author: buildAuthor(author) })
    return (await place.owner.client.interests.get({ id: interestId })).author?.contactId
  }
  const letter = await contactOf({
    network: 'mail',
    externalId: 'Olga@example.test',
    email: 'olga@example.test',
  })
  const form = await contactOf({
    network: 'site',
    externalId: null,
    email: 'OLGA@example.test',
    phone: '+7 916 123 45 67',
  })
  const call = await contactOf({ network: 'phone', externalId: null, email: null, phone: '8 916 1234567' })
  const namesake = await contactOf({ network: 'vk', externalId: 'id900', name: 'Ольга Серова' })
  expect([form, call]).toEqual([letter, letter])
  expect(namesake).not.toBe(letter)
  expect(await contactOf({ network: 'vk', externalId: null, name: 'Ольга Серова' })).toBeNull()
})

test('one object by two roads is one card; the second road stands in its history once', async () => {
  const place = await harness().newWorkspace()
  const objectKey = 'vk:wall-1_2?reply=3'
  const first = await record(place, { objectKey, externalId: 'letter-1', sourceUrl: null, text: 'Почём?' })
  const again = {
    objectKey,
    externalId: 'api-1',
    sourceUrl: 'https://vk.com/wall-1_2?reply=3',
    text: 'Почём?',
  }
  expect(await record(place, again)).toEqual({ interestId: first.interestId, created: false })
  expect(await record(place, again)).toEqual({ interestId: first.interestId, created: false })
  const { items } = await place.owner.client.interests.history({ id: first.interestId })
  expect(items.filter((entry) => entry.action === 'interest.arrived_again')).toHaveLength(1)
  expect((await place.owner.client.interests.get({ id: first.interestId })).source.url).toBe(
    'https://vk.com/wall-1_2?reply=3',
  )
})

test('the same ids in another workspace are other cards', async () => {
  const here = await harness().newWorkspace()
  const there = await harness().newWorkspace()
  const event = { externalId: 'same', objectKey: 'vk:1' }
  const a = await record(here, event)
  const b = await record(there, event)
  expect([a.created, b.created]).toEqual([true, true])
  expect(a.interestId).not.toBe(b.interestId)
})

test.each([
  [1, 'negative'],
  [2, 'negative'],
  [3, 'positive_neutral'],
  [null, 'positive_neutral'],
] as const)('%s stars give the level %s', async (rating, level) => {
  const place = await harness().newWorkspace()
  const id = await place.run((ctx) => newInterest(ctx, { rating }))
  expect((await place.owner.client.interests.get({ id })).level).toBe(level)
})

test('files that came along are stored and listed, inline pictures are not', async () => {
  const place = await harness().newWorkspace()
  const file = {
    name: '../чек.txt',
    mime: 'text/plain',
    size: 3,
    content: new TextEncoder().encode('чек'),
    url: null,
    inline: false,
    contentId: null,
  }
  const { interestId } = await record(place, {
    attachments: [file, { ...file, name: 'logo', content: new Uint8Array(3), inline: true }],
  })
  const card = await place.owner.client.interests.get({ id: interestId })
  expect(card.hasAttachments).toBe(true)
  expect(card.attachments.map((attachment) => attachment.name)).toEqual(['чек.txt'])
})

test('a product of the catalogue is found by the page the event came from', async () => {
  const place = await harness().newWorkspace()
  const product = await place.owner.client.products.create({
    name: 'Кения АА',
    urlPatterns: ['polden.ru/kenya'],
  })
  const id = await place.run((ctx) => newInterest(ctx, { sourceUrl: 'https://polden.ru/kenya?utm=1' }))
  expect(await place.owner.client.interests.get({ id })).toMatchObject({
    product: { id: product.id, name: 'Кения АА' },
    productReason: { code: 'product_by_page' },
  })
})

test('a rule may name product, level and colleague beforehand', async () => {
  const place = await harness().newWorkspace()
  const manager = await place.join('manager', 'Мария')
  const recognisedBy = { code: 'mail_rule', params: { rule: 'Отзывы' } }
  const id = await place.run((ctx) =>
    newInterest(ctx, {}, { recognisedBy, preset: { memberId: manager.memberId, level: 'critical' } }),
  )
  expect(await place.owner.client.interests.get({ id })).toMatchObject({
    responsible: { name: 'Мария' },
    responsibleReason: recognisedBy,
    level: 'critical',
  })
})

test('identities never lead into another workspace', async () => {
  const here = await harness().newWorkspace()
  const there = await harness().newWorkspace()
  const author = buildAuthor({ externalId: 'id5' })
  await record(here, { author })
  await record(there, { author })
  const seen = await here.run((ctx) =>
    ctx.db
      .select()
      .from(identities)
      .where(and(eq(identities.workspaceId, there.id))),
  )
  expect(seen).toEqual([])
})
