import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drainChannel } from '../channels/index.ts'
import { readConfig } from '../platform/config.ts'
import { createProgram, type Program } from '../start.ts'
import { createTestDatabase } from '../test/test-database.ts'
import { createDemoClock, demoConfig, openDemo, takeDemo, type Demo } from './index.ts'
import { authors, demoPassword, owner } from './people.ts'
import { placeOf } from './places.ts'
import { createPlanner, planTimes } from './plan.ts'
import { createArrivals } from './trickle.ts'
import { createChance } from './random.ts'
import { topics } from './words/topics.ts'
import { signIn } from './world.ts'

describe('the plan', () => {
  it('is the same for the same seed and never repeats a letter', () => {
    const make = (): string[] => {
      const chance = createChance(7)
      const planner = createPlanner(chance, 1)
      return planTimes(chance, new Date('2026-11-20T12:00:00Z'), { count: 200, dayCount: 60 }).map((at) =>
        planner.next(at).raw.toString(),
      )
    }
    expect(make()).toEqual(make())
    expect(new Set(make()).size).toBe(200)
  })

  it('leaves no blank unfilled and names every author once', () => {
    const planner = createPlanner(createChance(3), 1)
    for (let count = 0; count < 600; count++) {
      const { text, answer } = planner.next(new Date('2026-11-20T12:00:00Z'))
      expect(`${text}${answer}`).not.toMatch(/[{}]/)
    }
    expect(new Set(authors.map(({ name }) => name)).size).toBe(authors.length)
    expect(new Set(authors.map(({ id }) => id)).size).toBe(authors.length)
    expect(topics.flatMap(({ sayings }) => sayings).length).toBeGreaterThan(60)
  })
})

describe('the demo world', () => {
  let program: Program
  let demo: Demo
  let close: () => Promise<void>
  let databaseUrl: string
  const size = { letters: 60, days: 30 }

  beforeAll(async () => {
    const database = await createTestDatabase()
    databaseUrl = database.url
    const dataDir = await mkdtemp(join(tmpdir(), 'otklik-demo-'))
    const config = demoConfig({
      ...readConfig({ OTKLIK_DATA: dataDir, LOG_LEVEL: 'silent', PORT: '0' }, { roles: ['web'] }),
      demo: true,
    })
    const clock = createDemoClock()
    program = await createProgram({ config, databaseUrl: database.url, clock, maxConnections: 8 })
    demo = await openDemo(program, clock, size)
    close = async () => {
      await demo.stop()
      await program.stop()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    }
  }, 120_000)
  afterAll(() => close(), 60_000)

  async function boss() {
    const { rows } = await program.platform.database.pool.query<{
      workspaceId: string
      memberId: string
      userId: string
      name: string
    }>(
      `select workspace_id as "workspaceId", id as "memberId", user_id as "userId", name from members where role = 'owner'`,
    )
    const [row] = rows
    if (!row) throw new Error('no owner')
    return signIn(program, { ...row, role: 'owner' })
  }

  it('says a sign-in that works', async () => {
    expect(demo.greeting).toContain(owner.email)
    const response = await program.http.fetch(
      new Request('http://127.0.0.1/api/auth/sign-in/email', {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: 'http://127.0.0.1' },
        body: JSON.stringify({ email: owner.email, password: demoPassword }),
      }),
    )
    expect(response.status).toBe(200)
  })

  it('holds cards of many sources, answered, proved and waiting, each in its time', async () => {
    const { client } = await boss()
    const { items } = await client.interests.list({ limit: 100 })
    expect(items.length).toBeGreaterThan(45)
    expect(new Set(items.map(({ sourceType }) => sourceType)).size).toBeGreaterThan(6)
    const ways = new Set(items.map(({ processed }) => processed?.way))
    for (const way of ['answer', 'proof', 'no_reply_needed', undefined]) expect(ways).toContain(way)
    for (const { receivedAt, processed, occurredAt } of items) {
      expect(Math.abs(new Date(receivedAt).getTime() - new Date(occurredAt).getTime())).toBeLessThan(120_000)
      const settledAt = new Date(processed?.at ?? receivedAt).getTime()
      expect(settledAt).toBeGreaterThanOrEqual(new Date(receivedAt).getTime())
      expect(settledAt).toBeLessThanOrEqual(Date.now())
    }
    const unproven = items.filter(({ sourceType, warnings }) => sourceType === 'vk' && warnings.length > 0)
    expect(unproven).toEqual([])
    const counters = await client.interests.counters()
    expect(counters.unanswered).toBeGreaterThan(3)
    expect(counters.conflicts).toBeGreaterThan(0)
  })

  it('sent its answers into its own mail server', async () => {
    const { rows } = await program.platform.database.pool.query<{ state: string; n: string }>(
      'select state, count(*) as n from answers group by state',
    )
    expect(rows.map(({ state }) => state)).toEqual(['sent'])
  })

  it('holds dialogs of every state, led and answered by the people of the shop', async () => {
    const { client } = await boss()
    const counters = await client.conversations.counters()
    expect(counters.new).toBeGreaterThan(3)
    expect(counters.mine).toBeGreaterThan(1)
    expect(counters.mineUnanswered).toBeGreaterThan(0)
    expect(counters.snoozed).toBeGreaterThan(2)
    expect(counters.closed).toBeGreaterThan(8)
    const { items } = await client.conversations.list({ limit: 100 })
    expect(items.length).toBeGreaterThan(24)
    expect(new Set(items.map(({ channel }) => channel?.kind))).toEqual(
      new Set(['site', 'sandbox', undefined]),
    )
    for (const { lastMessageAt } of items)
      expect(new Date(lastMessageAt).getTime()).toBeLessThanOrEqual(Date.now())
    expect(items.some(({ rating }) => rating?.stars === 5)).toBe(true)
    expect(items.some(({ review }) => review?.score === 2)).toBe(true)
    expect(items.some(({ closed }) => closed?.way === 'without_reply')).toBe(true)
    const { items: prepared, folders } = await client.templates.list({})
    expect(folders.length).toBeGreaterThan(3)
    expect(prepared.some(({ usedCount }) => usedCount > 0)).toBe(true)
    const plans = await client.plannedContacts.list({})
    expect(plans.items.some(({ overdue }) => overdue)).toBe(true)
    expect(plans.items.some(({ overdue }) => !overdue)).toBe(true)
    const { rows } = await program.platform.database.pool.query<{ state: string }>(
      `select distinct state from messages where direction = 'out'`,
    )
    expect(rows).toEqual([{ state: 'sent' }])
  })

  it('lets a message come while it runs, as a dialog nobody has taken', async () => {
    const { client } = await boss()
    const before = await client.conversations.counters()
    const { items } = await client.channels.list({})
    const find = (kind: string) => items.find((one) => one.kind === kind)
    const [mail, site, community] = [find('email'), find('site'), find('sandbox')]
    if (!mail || !site || !community) throw new Error('the shop lost a channel')
    const { rows } = await program.platform.database.pool.query<{ id: string }>('select id from workspaces')
    const workspaceId = rows[0]?.id ?? ''
    const places = { site: placeOf(site), community: placeOf(community) }
    await createArrivals(program, { workspaceId, channelId: mail.id, places }).bringOne()
    for (const { channelId } of [places.site, places.community])
      await drainChannel(program.platform, { workspaceId, channelId }, new AbortController().signal)
    expect((await client.conversations.counters()).unanswered).toBe(before.unanswered + 1)
  })

  it('is not wiped by a second start while the first runs', async () => {
    const { config } = program.platform
    const hold = await takeDemo(config, databaseUrl, false)
    await expect(takeDemo(config, databaseUrl, true)).rejects.toThrow('Демо уже запущено')
    await expect(takeDemo(config, databaseUrl, false)).rejects.toThrow('Демо уже запущено')
    expect((await (await boss()).client.interests.counters()).all).toBeGreaterThan(0)
    await hold.letGo()
    await (await takeDemo(config, databaseUrl, false)).letGo()
  })

  it('is taken up again by the next start', async () => {
    const before = (await (await boss()).client.interests.counters()).all
    const again = await openDemo(program, createDemoClock(), size)
    await again.stop()
    expect((await (await boss()).client.interests.counters()).all).toBe(before)
  })
})
