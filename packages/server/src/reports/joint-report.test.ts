import type { InterestFilter, JointReport } from '@otklik/contract'
import { beforeAll, describe, expect, it } from 'vitest'
import { useHarness } from '../test/harness.ts'
import { november, smallWorld, working, type SmallWorld } from '../test/small-world.ts'

const harness = useHarness({ jobs: false })
const filter = { ...november, level: [...working] }

let world: SmallWorld
let report: JointReport

beforeAll(async () => {
  world = await smallWorld(harness())
  report = await world.place.owner.client.reports.joint(filter)
})

describe('the joint report', () => {
  it('counts what a hand counts', () => {
    expect(report.totals).toEqual({
      interests: 6,
      leads: 0,
      acts: expect.any(Number),
      people: 4,
      processed: 4,
      withProof: 3,
      unanswered: 2,
      publicUnanswered: 2,
      conflicts: 1,
      wait: { answered: 3, median: 120, p90: 3600 },
    })
  })

  it('compares with the equal period before it, cut at the same moment', () => {
    expect(report.period).toEqual({
      ...november,
      timeZone: 'Europe/Moscow',
      previous: { from: '2026-10-01T21:00:00.000Z', to: '2026-10-23T09:00:00.000Z' },
    })
    expect(report.previous).toMatchObject({
      interests: 1,
      people: 1,
      unanswered: 1,
      wait: { answered: 0, median: null, p90: null },
    })
  })

  it('parts the sum by source type, class and action', () => {
    expect(report.bySourceType.map(({ key, interests, previous }) => [key, interests, previous])).toEqual([
      ['vk', 3, 1],
      ['2gis', 1, 0],
      ['mailbox', 1, 0],
      ['site_form', 1, 0],
    ])
    expect(report.bySourceType[0]?.wait).toEqual({ answered: 2, median: 60, p90: 120 })
    expect(report.byClass.map(({ key, interests }) => [key, interests])).toEqual([
      ['social', 3],
      ['mail', 1],
      ['review', 1],
      ['site_form', 1],
    ])
    expect(report.byAction.map(({ key, interests }) => [key, interests])).toEqual([
      ['comment', 2],
      ['email', 1],
      ['form_submission', 1],
      ['question', 1],
      ['review', 1],
    ])
  })

  it('parts the sum by channel and product', () => {
    expect(
      report.byChannel.map(({ key, name, interests, previous }) => [key, name, interests, previous]),
    ).toEqual([[null, null, 6, 1]])
    expect(
      report.byProduct.map(({ key, name, interests, previous }) => [key, name, interests, previous]),
    ).toEqual([
      [world.coffeeId, 'Кофе Брест', 3, 0],
      [null, null, 2, 1],
      [world.teaId, 'Чай Улун', 1, 0],
    ])
  })

  it('shows how each responsible works (R192)', () => {
    expect(
      report.byResponsible.map(({ member, interests, processed, withProof, unanswered, wait }) => ({
        name: member?.name,
        interests,
        processed,
        withProof,
        unanswered,
        wait,
      })),
    ).toEqual(
      [
        {
          name: undefined,
          interests: 3,
          processed: 1,
          withProof: 0,
          unanswered: 2,
          wait: { answered: 0, median: null, p90: null },
        },
        {
          name: 'Павел',
          interests: 2,
          processed: 2,
          withProof: 2,
          unanswered: 0,
          wait: { answered: 2, median: 60, p90: 120 },
        },
        {
          name: 'Вера',
          interests: 1,
          processed: 1,
          withProof: 1,
          unanswered: 0,
          wait: { answered: 1, median: 3600, p90: 3600 },
        },
      ].toSorted((a, b) => b.interests - a.interests),
    )
  })

  it('turns days at midnight of the workspace and shows the empty ones', () => {
    expect(report.byDay).toHaveLength(30)
    expect(
      report.byDay.filter(({ interests }) => interests > 0).map(({ day, interests }) => [day, interests]),
    ).toEqual([
      ['2026-11-01', 1],
      ['2026-11-02', 2],
      ['2026-11-10', 1],
      ['2026-11-11', 1],
      ['2026-11-21', 1],
    ])
    expect(report.byHour).toEqual([
      { weekday: 1, hour: 10, interests: 2 },
      { weekday: 2, hour: 23, interests: 1 },
      { weekday: 3, hour: 0, interests: 1 },
      { weekday: 6, hour: 15, interests: 1 },
      { weekday: 7, hour: 0, interests: 1 },
    ])
  })

  it('shows the seasons by month and product (R177)', async () => {
    const autumn = await world.place.owner.client.reports.joint({ ...filter, from: '2026-09-30T21:00:00Z' })
    expect(autumn.byMonth.map(({ month, interests, processed }) => [month, interests, processed])).toEqual([
      ['2026-10', 3, 0],
      ['2026-11', 6, 4],
    ])
    expect(autumn.seasons.find(({ key }) => key === null)?.months).toEqual({ '2026-10': 3, '2026-11': 2 })
    expect(autumn.seasons.find(({ key }) => key === world.coffeeId)).toEqual({
      key: world.coffeeId,
      name: 'Кофе Брест',
      months: { '2026-11': 3 },
    })
  })

  it('counts the wait from the event when asked', async () => {
    const { totals } = await world.place.owner.client.reports.joint({ ...filter, waitFrom: 'occurred' })
    expect(totals.wait).toEqual({ answered: 3, median: 120, p90: 3600 })
    const vk = await world.place.owner.client.reports.joint({
      ...filter,
      sourceType: ['vk'],
      waitFrom: 'occurred',
    })
    expect(vk.totals.wait).toEqual({ answered: 2, median: 90, p90: 120 })
  })

  it('switches between one network and all of them summed (R006)', async () => {
    const { client } = world.place.owner
    const parts = await Promise.all(
      report.sources.map(({ sourceType }) => client.reports.joint({ ...filter, sourceType: [sourceType] })),
    )
    expect(parts.map(({ totals }) => totals.interests)).toEqual(
      report.sources.map(({ interests }) => interests),
    )
    for (const name of [
      'interests',
      'processed',
      'withProof',
      'unanswered',
      'publicUnanswered',
      'conflicts',
    ] as const) {
      expect(parts.reduce((sum, { totals }) => sum + totals[name], 0)).toBe(report.totals[name])
    }
    for (const part of parts) expect(part.sources).toEqual(report.sources)
  })

  it('follows the words of the filter', async () => {
    const { totals, sources } = await world.place.owner.client.reports.joint({
      ...filter,
      q: 'кофе',
      sourceType: ['vk'],
    })
    expect(totals).toMatchObject({ interests: 2, people: 2, processed: 2 })
    expect(sources).toEqual([
      { sourceType: 'vk', interests: 2 },
      { sourceType: 'site_form', interests: 1 },
    ])
  })

  it('counts junk only when asked', async () => {
    const { totals } = await world.place.owner.client.reports.joint({ ...november })
    expect(totals).toMatchObject({ interests: 7, people: 5 })
    expect((await world.place.owner.client.reports.joint({ ...november, tab: 'all' })).totals.interests).toBe(
      6,
    )
  })

  it('opens figures that equal the feed', async () => {
    const { client } = world.place.owner
    const count = async (more: InterestFilter) => (await client.interests.count({ ...filter, ...more })).count
    expect(await count({})).toBe(report.totals.interests)
    expect(await count({ processed: true })).toBe(report.totals.processed)
    expect(await count({ hasProof: true })).toBe(report.totals.withProof)
    expect(await count({ processed: false })).toBe(report.totals.unanswered)
    expect(await count({ processed: false, isPublic: true })).toBe(report.totals.publicUnanswered)
    expect(await count({ processed: false, level: ['negative', 'critical'] })).toBe(report.totals.conflicts)
    for (const line of report.bySourceType)
      expect(await count({ sourceType: [line.key] })).toBe(line.interests)
    for (const line of report.byClass) expect(await count({ activityClass: [line.key] })).toBe(line.interests)
    for (const line of report.byAction) expect(await count({ action: [line.key] })).toBe(line.interests)
    for (const line of report.byProduct)
      expect(await count({ productId: [line.key ?? 'none'] })).toBe(line.interests)
    for (const line of report.byResponsible) {
      expect(await count({ responsibleId: [line.key ?? 'none'], processed: false })).toBe(line.unanswered)
      expect(await count({ responsibleId: [line.key ?? 'none'], hasProof: true })).toBe(line.withProof)
    }
  })

  it('refuses a period that ends before it begins', async () => {
    await expect(
      world.place.owner.client.reports.joint({ from: november.to, to: november.from }),
    ).rejects.toMatchObject({ code: 'INVALID' })
    await expect(
      world.place.owner.client.reports.joint({ from: '1990-01-01T00:00:00Z', to: november.to }),
    ).rejects.toMatchObject({ code: 'INVALID' })
  })

  it('is closed to strangers, to keys without the right, and empty in another workspace', async () => {
    await expect(harness().stranger.reports.joint(filter)).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    const { secret } = await world.place.owner.client.apiKeys.create({
      name: 'Касса',
      scopes: ['interests.create'],
    })
    await expect(harness().withKey(secret).reports.joint(filter)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const other = await harness().newWorkspace()
    const empty = await other.owner.client.reports.joint({ ...filter, productId: [world.coffeeId] })
    expect(empty.totals).toMatchObject({
      interests: 0,
      people: 0,
      wait: { answered: 0, median: null, p90: null },
    })
    const analyst = await world.place.join('analyst')
    expect((await analyst.client.reports.joint(filter)).totals).toEqual(report.totals)
  })
})

describe('first and last touch (R015)', () => {
  it('credits both ends and does not count the person as site only', async () => {
    expect(await world.place.owner.client.reports.attribution(filter)).toEqual({
      people: 4,
      several: 2,
      matrix: [
        { first: '2gis', last: 'vk', people: 1 },
        { first: 'vk', last: 'site_form', people: 1 },
      ],
      siteOnly: 1,
    })
  })

  it('sees the first touch outside the filter and before the period', async () => {
    const late = { ...filter, from: '2026-11-02T07:40:00Z', sourceType: ['site_form'] }
    expect(await world.place.owner.client.reports.attribution(late)).toMatchObject({
      people: 1,
      matrix: [{ first: 'vk', last: 'site_form', people: 1 }],
    })
  })

  it('forgets what came after the period', async () => {
    const early = { ...filter, to: '2026-11-02T07:40:00Z' }
    expect(await world.place.owner.client.reports.attribution(early)).toMatchObject({
      people: 2,
      several: 1,
      matrix: [{ first: 'vk', last: 'vk', people: 1 }],
      siteOnly: 0,
    })
  })

  it('is closed to strangers', async () => {
    await expect(harness().stranger.reports.attribution(filter)).rejects.toMatchObject({
      code: 'UNAUTHORIZED',
    })
    const other = await harness().newWorkspace()
    expect(await other.owner.client.reports.attribution(filter)).toEqual({
      people: 0,
      several: 0,
      matrix: [],
      siteOnly: 0,
    })
  })
})

describe('rows of a figure', () => {
  it('opens an hour of a weekday, a pair of touches and cards without a channel', async () => {
    const { client } = world.place.owner
    const texts = async (more: object) => {
      const page = await client.reports.rows({ ...filter, ...more })
      expect(page.count).toBe(page.items.length)
      return page.items.map(({ text }) => text)
    }
    expect(await texts({ weekday: 1, hour: 10 })).toEqual(['Хочу кофе', 'Почём кофе?'])
    expect(await texts({ firstTouch: 'vk', lastTouch: 'site_form' })).toEqual(['Хочу кофе', 'Какой кофе?'])
    expect(await texts({ firstTouch: 'vk', lastTouch: 'vk' })).toEqual([])
    expect(await texts({ withoutChannel: true })).toHaveLength(6)
    expect(await texts({ weekday: 1, hour: 10, q: 'почём' })).toEqual(['Почём кофе?'])
  })

  it('goes on from page to page', async () => {
    const { client } = world.place.owner
    const first = await client.reports.rows({ ...filter, limit: 4 })
    expect(first).toMatchObject({ count: 6, nextCursor: expect.any(String) })
    const second = await client.reports.rows({ ...filter, limit: 4, cursor: first.nextCursor ?? '' })
    expect(second.nextCursor).toBeNull()
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(6)
    await expect(client.reports.rows({ ...filter, cursor: 'wrong' })).rejects.toMatchObject({
      code: 'INVALID',
    })
  })

  it('is closed to strangers', async () => {
    await expect(harness().stranger.reports.rows(filter)).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    const other = await harness().newWorkspace()
    expect(await other.owner.client.reports.rows(filter)).toEqual({ items: [], nextCursor: null, count: 0 })
  })
})
