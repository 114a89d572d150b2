/** The promise «nothing is lost and nothing counted twice», held against a program that is killed at random moments. */
import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sweepAnswers } from '../answers/answers.jobs.ts'
import { useHarness, type TestWorkspace } from './harness.ts'
import { missingMailServer, startMailServer, type MailServer } from './mail-server.ts'

const missing = missingMailServer({ smtp: true })
const letterCount = 2000
const repeated = 200
const kills = 10
const answered = 40

describe.skipIf(missing !== undefined)('kill -9 while 2,000 letters arrive and answers go out', () => {
  // The workers run in processes of their own, which are killed.
  const harness = useHarness({ jobs: false })
  let mail: MailServer
  let child: ChildProcess | undefined

  beforeAll(async () => {
    mail = await startMailServer({ smtp: true })
  })
  afterAll(async () => {
    await kill()
    mail.stop()
  })

  function startProgram(): void {
    const { config } = harness().program.platform
    child = spawn(process.execPath, [join(import.meta.dirname, '..', 'main.ts'), '--roles=jobs'], {
      // What it says of a failed start is part of the test's words.
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        DATABASE_URL: harness().databaseUrl,
        OTKLIK_DATA: config.dataDir,
        OTKLIK_ALLOW_NETWORKS: '127.0.0.0/8',
        LOG_LEVEL: 'silent',
      },
    })
  }

  async function kill(): Promise<void> {
    const victim = child
    child = undefined
    if (!victim || victim.exitCode !== null) return
    const gone = new Promise((resolve) => victim.once('exit', resolve))
    victim.kill('SIGKILL')
    await gone
  }

  function letter(number: number): string {
    return [
      `From: "Покупатель ${number}" <customer${number % answered}@local.test>`,
      'To: shop@local.test',
      `Subject: =?UTF-8?B?${Buffer.from(`Вопрос ${number}`).toString('base64')}?=`,
      `Date: ${new Date().toUTCString()}`,
      ...(number % 20 === 0 ? [] : [`Message-ID: <letter-${number}@example.test>`]),
      'Content-Type: text/plain; charset=utf-8',
      '',
      `Письмо номер ${number}: сколько стоит доставка?`,
      '',
    ].join('\n')
  }

  async function countCards(place: TestWorkspace): Promise<number> {
    return (await place.owner.client.interests.counters()).all
  }

  async function connect(place: TestWorkspace) {
    return place.owner.client.channels.create({
      kind: 'email',
      name: 'Почта',
      values: {
        address: 'shop@local.test',
        password: mail.password,
        imapHost: '127.0.0.1',
        imapPort: mail.imapPort,
        imapSecurity: 'none',
        smtpHost: '127.0.0.1',
        smtpPort: mail.smtpPort ?? 0,
        smtpSecurity: 'none',
        smtpAuth: false,
        checkSignatures: false,
      },
    })
  }

  test('as many cards as different letters, no stuck event, no answer twice', async () => {
    const place = await harness().newWorkspace()
    const all = Array.from({ length: letterCount }, (_, number) => letter(number))
    const portion = Math.ceil(letterCount / kills)
    await connect(place)
    const answeredIds = new Set<string>()
    for (let round = 0; round < kills; round++) {
      const before = await countCards(place)
      startProgram()
      const fresh = all.slice(round * portion, (round + 1) * portion)
      const again = all
        .slice(0, round * portion)
        .filter((_, place_) => place_ % kills === round)
        .slice(0, repeated / kills)
      mail.drop('shop', [...fresh, ...again])
      // Killed in the middle of reading, not while it starts.
      await expect.poll(() => countCards(place), { timeout: 90_000, interval: 50 }).toBeGreaterThan(before)
      await answerSome(place, answeredIds)
      await pause(Math.random() * 1500)
      await kill()
    }
    startProgram()
    await everyCard(place)
    const channel = (await place.owner.client.channels.list()).items[0]
    expect(channel).toMatchObject({ parkedCount: 0 })
    await expect.poll(() => waitingEvents(place), { timeout: 30_000 }).toBe(0)
    const { items } = await place.owner.client.interests.list({ limit: 200 })
    expect(new Set(items.map((item) => item.text)).size).toBe(items.length)
    await expectAnswersOnce(place, answeredIds)
  }, 900_000)

  /** A slow machine takes as long as it needs; one that stands still for a minute and a half is stuck. */
  async function everyCard(place: TestWorkspace): Promise<void> {
    for (let count = await countCards(place); count < letterCount; count = await countCards(place)) {
      const seen = count
      await expect.poll(() => countCards(place), { timeout: 90_000, interval: 500 }).toBeGreaterThan(seen)
    }
    expect(await countCards(place)).toBe(letterCount)
  }

  function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, milliseconds))
  }

  async function answerSome(place: TestWorkspace, done: Set<string>): Promise<void> {
    const { items } = await place.owner.client.interests.list({ tab: 'unanswered', limit: 50 })
    for (const card of items.filter((item) => !done.has(item.id)).slice(0, answered / kills)) {
      done.add(card.id)
      await place.owner.client.interests.answer({ id: card.id, answerId: card.id, text: `Ответ ${card.id}` })
    }
  }

  async function waitingEvents(place: TestWorkspace): Promise<number> {
    const channel = (await place.owner.client.channels.list()).items[0]
    return (await place.owner.client.channels.events({ id: channel?.id ?? '', state: 'stored' })).items.length
  }

  /** What was cut off while sending is looked for in the mailbox, a few times minutes apart, before a person is asked. */
  async function lookUpInterrupted(statesNow: () => Promise<Set<string>>): Promise<void> {
    const { program, clock } = harness()
    await program.startJobs()
    const underWay = async () => {
      clock.advance(2 * 60_000)
      await sweepAnswers(program.platform)
      return [...(await statesNow())].filter((state) => state === 'sending' || state === 'queued')
    }
    await expect.poll(underWay, { timeout: 240_000, interval: 3000 }).toEqual([])
  }

  /** Every answer comes to an end: sent ones arrived once; of one cut off in the middle a person is told, and it is never sent again. */
  async function expectAnswersOnce(place: TestWorkspace, ids: ReadonlySet<string>): Promise<void> {
    expect(ids.size).toBeGreaterThan(0)
    const stateOf = async (id: string) => (await place.owner.client.interests.get({ id })).answerState ?? ''
    const statesNow = async () => new Set(await Promise.all([...ids].map(stateOf)))
    await expect.poll(statesNow, { timeout: 120_000, interval: 1000 }).not.toContain('queued')
    await kill()
    await lookUpInterrupted(statesNow)
    expect([...(await statesNow())].filter((state) => state !== 'sent' && state !== 'unknown')).toEqual([])
    const arrived = Array.from({ length: answered }, (_, user) => mail.read(`customer${user}`)).flat()
    for (const id of ids) {
      const copies = arrived.filter((raw) => raw.includes(`X-Otklik-Delivery: ${id}`)).length
      const possible = (await stateOf(id)) === 'sent' ? [1] : [0, 1]
      expect(possible).toContain(copies)
    }
  }
})
