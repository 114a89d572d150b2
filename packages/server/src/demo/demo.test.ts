import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../platform/config.ts'
import { createProgram, type Program } from '../start.ts'
import { createTestDatabase } from '../test/test-database.ts'
import { createDemoClock, demoConfig, openDemo, type Demo } from './index.ts'
import { authors, demoPassword, owner } from './people.ts'
import { createPlanner, planTimes } from './plan.ts'
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
  const size = { letters: 60, days: 30 }

  beforeAll(async () => {
    const database = await createTestDatabase()
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

  it('is taken up again by the next start', async () => {
    const before = (await (await boss()).client.interests.counters()).all
    const again = await openDemo(program, createDemoClock(), size)
    await again.stop()
    expect((await (await boss()).client.interests.counters()).all).toBe(before)
  })
})
