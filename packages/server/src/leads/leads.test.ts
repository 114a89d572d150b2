import { expect, test } from 'vitest'
import { buildAuthor, newInterest } from '../interests/interests.fixtures.ts'
import { useHarness } from '../test/harness.ts'
import { startReceiver } from '../webhooks/receiver.fixtures.ts'
import { sweepWebhooks } from '../webhooks/webhooks.jobs.ts'

const harness = useHarness()

const when = new Date('2026-11-20T10:00:00Z')

async function shop() {
  const place = await harness().newWorkspace()
  const manager = await place.join('manager', 'Мария')
  const product = await place.owner.client.products.create({ name: 'Кения', synonyms: ['кения'] })
  const like = await place.run((ctx) =>
    newInterest(ctx, {
      action: 'like',
      text: 'Кения огонь',
      occurredAt: when,
      sourceUrl: 'https://vk.com/wall-1_7',
      author: buildAuthor({ externalId: 'olga', name: 'Ольга Серова', email: 'olga@example.test' }),
    }),
  )
  return { place, manager, product, like }
}

test('a like becomes a lead in one action and carries source, author, text and product', async () => {
  const { manager, product, like } = await shop()
  const { leadIds, skipped } = await manager.client.leads.create({ ids: [like] })
  expect(skipped).toBe(0)
  const lead = await manager.client.leads.get({ id: leadIds[0] ?? '' })
  expect(lead).toMatchObject({
    interestId: like,
    state: 'open',
    closed: null,
    by: { kind: 'member', name: 'Мария' },
    responsible: { name: 'Мария' },
    sourceType: 'vk',
    action: 'like',
    source: { url: 'https://vk.com/wall-1_7' },
    author: { name: 'Ольга Серова', email: 'olga@example.test' },
    text: 'Кения огонь',
    occurredAt: when.toISOString(),
    product: { id: product.id, name: 'Кения' },
  })
  const card = await manager.client.interests.get({ id: like })
  expect(card.lead).toEqual({ id: lead.id, state: 'open' })
  const { items } = await manager.client.interests.history({ id: like })
  expect(items.map(({ action }) => action)).toContain('lead.created')
})

test('a second press makes no second lead; taking back leaves the card as it was', async () => {
  const { manager, like } = await shop()
  const [first, second] = await Promise.all([
    manager.client.leads.create({ ids: [like] }),
    manager.client.leads.create({ ids: [like] }),
  ])
  expect([...first.leadIds, ...second.leadIds]).toHaveLength(1)
  expect(first.skipped + second.skipped).toBe(1)
  expect((await manager.client.interests.counters()).leads).toBe(1)
  await manager.client.leads.remove({ ids: [...first.leadIds, ...second.leadIds] })
  expect((await manager.client.interests.get({ id: like })).lead).toBeNull()
  expect((await manager.client.interests.counters()).leads).toBe(0)
  expect((await manager.client.leads.list({})).items).toEqual([])
  await manager.client.leads.remove({ ids: [...first.leadIds, ...second.leadIds] })
})

test('a lead ends as a customer, or lost with a reason, and can be opened again', async () => {
  const { manager, like } = await shop()
  const { leadIds } = await manager.client.leads.create({ ids: [like] })
  const id = leadIds[0] ?? ''
  await expect(manager.client.leads.close({ id, outcome: 'lost' })).rejects.toMatchObject({ code: 'INVALID' })
  expect(await manager.client.leads.close({ id, outcome: 'lost', reason: 'Дорого' })).toMatchObject({
    state: 'lost',
    closed: { by: { name: 'Мария' }, reason: 'Дорого' },
  })
  expect((await manager.client.interests.list({ tab: 'leads' })).items).toEqual([])
  expect((await manager.client.interests.list({ lead: ['lost'] })).items.map((card) => card.id)).toEqual([
    like,
  ])
  expect(await manager.client.leads.reopen({ id })).toMatchObject({ state: 'open', closed: null })
  expect((await manager.client.interests.counters()).leads).toBe(1)
  await manager.client.leads.close({ id, outcome: 'customer' })
  expect(await manager.client.leads.counts({})).toEqual({ open: 0, customer: 1, lost: 0 })
})

test('the list is searched by author, product, responsible and state, page after page', async () => {
  const { place, manager, product, like } = await shop()
  const others = await place.run(async (ctx) => [
    await newInterest(ctx, { text: 'Почём?', author: buildAuthor({ name: 'Иван', phone: '+79161234567' }) }),
    await newInterest(ctx, { text: 'Где вы?', author: buildAuthor({ name: 'Пётр' }) }),
  ])
  await manager.client.leads.create({ ids: [like] })
  await place.owner.client.leads.create({ ids: others })
  const names = async (query: Parameters<typeof manager.client.leads.list>[0]) =>
    (await manager.client.leads.list(query)).items.map(({ author }) => author?.name)
  expect(await names({ q: 'серова' })).toEqual(['Ольга Серова'])
  expect(await names({ q: 'olga@' })).toEqual(['Ольга Серова'])
  expect(await names({ q: '1234567' })).toEqual(['Иван'])
  expect(await names({ q: '%' })).toEqual([])
  expect(await names({ productId: [product.id] })).toEqual(['Ольга Серова'])
  expect(await names({ responsibleId: ['me'] })).toEqual(['Ольга Серова'])
  expect(await names({ productId: ['none'], state: ['open'] })).toHaveLength(2)
  const first = await manager.client.leads.list({ limit: 2 })
  const rest = await manager.client.leads.list({ limit: 2, cursor: first.nextCursor ?? '' })
  expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(3)
  expect(rest.nextCursor).toBeNull()
})

test('note, responsible and product of a lead are its own and stand in the history', async () => {
  const { place, manager, like } = await shop()
  const vera = await place.join('manager', 'Вера')
  const { leadIds } = await manager.client.leads.create({ ids: [like] })
  const id = leadIds[0] ?? ''
  const lead = await manager.client.leads.update({
    id,
    note: 'Позвонить в среду',
    responsibleId: vera.memberId,
    productId: null,
  })
  expect(lead).toMatchObject({ note: 'Позвонить в среду', responsible: { name: 'Вера' }, product: null })
  expect((await manager.client.interests.get({ id: like })).product?.name).toBe('Кения')
  const { items } = await manager.client.interests.history({ id: like })
  expect(items.find(({ action }) => action === 'lead.changed')).toMatchObject({
    after: { note: 'Позвонить в среду', responsibleId: vera.memberId, productId: null },
  })
  await expect(manager.client.leads.update({ id, responsibleId: crypto.randomUUID() })).rejects.toMatchObject(
    { code: 'INVALID' },
  )
})

test('everything that matches a filter becomes leads, and more than was seen is refused', async () => {
  const { place, manager, like } = await shop()
  await place.run((ctx) => newInterest(ctx, { action: 'like', text: 'Класс' }))
  await expect(
    manager.client.leads.create({ filter: { action: ['like'] }, expected: 1 }),
  ).rejects.toMatchObject({ code: 'CONFLICT' })
  await manager.client.leads.create({ ids: [like] })
  const made = await manager.client.leads.create({ filter: { action: ['like'] }, expected: 2 })
  expect(made).toMatchObject({ skipped: 1 })
  expect(made.leadIds).toHaveLength(1)
})

test('the joint report counts leads and their share by source and class', async () => {
  const { place, manager, like } = await shop()
  await place.run((ctx) => newInterest(ctx, { occurredAt: when, text: 'Просто так' }))
  await place.run((ctx) =>
    newInterest(ctx, { occurredAt: when, sourceType: 'mailbox', activityClass: 'mail', action: 'email' }),
  )
  const { leadIds } = await manager.client.leads.create({ ids: [like] })
  await manager.client.leads.close({ id: leadIds[0] ?? '', outcome: 'customer' })
  const report = await manager.client.reports.joint({
    from: '2026-11-01T00:00:00Z',
    to: '2026-12-01T00:00:00Z',
  })
  expect(report.totals).toMatchObject({ interests: 3, leads: 1 })
  const figures = (lines: readonly { key: string | null; interests: number; leads: number }[]) =>
    lines.map((line) => [line.key, line.interests, line.leads])
  expect(figures(report.bySourceType)).toEqual([
    ['vk', 2, 1],
    ['mailbox', 1, 0],
  ])
  expect(figures(report.byClass)).toEqual([
    ['social', 2, 1],
    ['mail', 1, 0],
  ])
})

test('other systems hear of a new lead with its source, author, text and product', async () => {
  const { place, manager, like } = await shop()
  const receiver = await startReceiver()
  try {
    await place.owner.client.webhooks.create({ name: 'CRM', url: receiver.url, events: ['lead.created'] })
    await manager.client.leads.create({ ids: [like] })
    await harness().drain()
    await sweepWebhooks(harness().program.platform)
    await harness().drain()
    expect(receiver.received.map(({ body }) => body)).toMatchObject([
      {
        type: 'lead.created',
        data: {
          interest: { id: like },
          lead: {
            source: { url: 'https://vk.com/wall-1_7' },
            author: { name: 'Ольга Серова' },
            text: 'Кения огонь',
            product: { name: 'Кения' },
          },
        },
      },
    ])
  } finally {
    await receiver.stop()
  }
})

test('an analyst reads leads and makes none; another workspace sees nothing', async () => {
  const { place, manager, like } = await shop()
  const analyst = await place.join('analyst')
  const { leadIds } = await manager.client.leads.create({ ids: [like] })
  expect((await analyst.client.leads.list({})).items).toHaveLength(1)
  await expect(analyst.client.leads.create({ ids: [like] })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  const stranger = (await harness().newWorkspace()).owner
  await expect(stranger.client.leads.get({ id: leadIds[0] ?? '' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  expect((await stranger.client.leads.create({ ids: [like] })).leadIds).toEqual([])
})
