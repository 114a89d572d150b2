/** The promise of `kill.test.ts` held against four networks at once: each event once, each message of ours at most once, none without a word. */
import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { and, count, countDistinct, eq, inArray, isNull, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answers } from '../answers/answers.table.ts'
import { sweepAnswers } from '../answers/answers.jobs.ts'
import { inboundEvents } from '../channels/channels.table.ts'
import { interruptedMs } from '../channels/index.ts'
import { conversations } from '../conversations/conversations.table.ts'
import { messages } from '../conversations/messages.table.ts'
import { sweepMessages } from '../conversations/outbox.jobs.ts'
import { interestParticipants } from '../interests/interest-people.table.ts'
import { interests } from '../interests/interests.table.ts'
import { newId } from '../platform/ids.ts'
import { useHarness, type TestWorkspace } from './harness.ts'
import { openStorm, people, whatOf, type Post, type StormNetwork } from './storm.ts'

const eventsOfOne = 1250
const kills = 10
/** In one round, of one network. */
const dialogsAnswered = 3
const commentsAnswered = 2

const url = 'https://otklik.example.test'
// The workers and the door run in processes of their own, which are killed.
const harness = useHarness({ jobs: false, env: { OTKLIK_URL: url } })

let storm: StormNetwork[] = []
let child: ChildProcess | undefined
let door: string | null = null
const over = new AbortController()

beforeAll(async () => {
  storm = await openStorm(post)
})
afterAll(async () => {
  over.abort()
  await kill()
  await Promise.all(storm.map((network) => network.close()))
})

async function startProgram(): Promise<void> {
  const { config } = harness().program.platform
  const started = spawn(process.execPath, [join(import.meta.dirname, '..', 'main.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      DATABASE_URL: harness().databaseUrl,
      OTKLIK_DATA: config.dataDir,
      OTKLIK_ALLOW_NETWORKS: '127.0.0.0/8',
      OTKLIK_URL: url,
      OTKLIK_UNDO_SECONDS: '0',
      HOST: '127.0.0.1',
      PORT: '0',
      LOG_LEVEL: 'silent',
      NODE_COMPILE_CACHE: join(config.dataDir, 'compile-cache'),
    },
  })
  child = started
  door = await new Promise((resolve, reject) => {
    let said = ''
    started.once('exit', () => reject(new Error(`the program did not start: ${said}`)))
    started.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said)
      if (found) resolve(found[0])
    })
  })
}

async function kill(): Promise<void> {
  const victim = child
  child = undefined
  door = null
  if (!victim || victim.exitCode !== null) return
  const gone = new Promise((resolve) => victim.once('exit', resolve))
  victim.kill('SIGKILL')
  await gone
}

const post: Post = async (address, init) => {
  if (door === null) return new Response(null, { status: 502 })
  try {
    return await fetch(new URL(new URL(address).pathname, door), init)
  } catch {
    // It died in the middle: the network will tell it again.
    return new Response(null, { status: 502 })
  }
}

/** A network tells what it has until it is acknowledged: a quarter of it twice, half of it backwards. */
async function tellForEver(network: StormNetwork, plan: number[]): Promise<void> {
  for (let turn = 0; !over.signal.aborted; turn++) {
    for (const number of plan.splice(0, 40)) network.happen(number)
    if (door !== null && network.waiting() > 0)
      await network.push({ times: turn % 4 === 0 ? 2 : 1, backwards: turn % 4 > 1 }).catch(() => undefined)
    await pause(20)
  }
}

interface Talk {
  place: TestWorkspace
  channelId: string
  network: StormNetwork
  /** Words by the name of the message or the answer. */
  said: Map<string, string>
  seen: Set<string>
}

async function answerSome({ place, channelId, said, seen }: Talk): Promise<void> {
  const { client } = place.owner
  const dialogs = await client.conversations.list({ channelId: [channelId], limit: 100 })
  for (const { id } of dialogs.items.filter((one) => !seen.has(one.id)).slice(0, dialogsAnswered)) {
    seen.add(id)
    const messageId = newId()
    said.set(messageId, `Ответ в диалоге ${messageId}`)
    await client.conversations.accept({ id })
    await client.conversations.send({ id, messageId, text: `Ответ в диалоге ${messageId}` })
  }
  const comments = await client.interests.list({ channelId: [channelId], action: ['comment'], limit: 100 })
  for (const { id } of comments.items.filter((one) => !seen.has(one.id)).slice(0, commentsAnswered)) {
    seen.add(id)
    const answerId = newId()
    said.set(answerId, `Ответ под постом ${answerId}`)
    await client.interests.answer({ id, answerId, text: `Ответ под постом ${answerId}` })
  }
}

test('every event once, every message of ours at most once and with a word of what became of it', async () => {
  const place = await harness().newWorkspace()
  await startProgram()
  const talks: Talk[] = []
  for (const network of storm) {
    const { kind, values } = network
    const { id } = await place.owner.client.channels.create({ kind, name: kind, values })
    talks.push({ place, channelId: id, network, said: new Map(), seen: new Set() })
  }
  await expect.poll(() => storm.every((network) => network.isSubscribed()), { timeout: 60_000 }).toBe(true)

  const plans = storm.map((): number[] => [])
  const telling = storm.map((network, index) => tellForEver(network, plans[index] ?? []))
  const portion = eventsOfOne / kills
  for (let round = 0; round < kills; round++) {
    if (!child) await startProgram()
    const fresh = Array.from({ length: portion }, (_, index) => round * portion + index)
    for (const plan of plans) plan.push(...fresh)
    const already = storm.length * portion * round
    // Killed in the middle of the portion, wherever that is.
    await untilTold(place, already + storm.length * portion * (0.2 + Math.random() * 0.6))
    const heard = countHeard()
    await Promise.all(talks.map(answerSome))
    // Every other time just when a message of ours has come to a network, and its answer perhaps not yet to us.
    await (round % 2 === 0 ? pause(Math.random() * 300) : untilHeardMore(heard))
    await kill()
  }
  await startProgram()
  await everythingTold(place)
  await expect.poll(() => countUnderWay(place, 'queued'), { timeout: 60_000, interval: 250 }).toBe(0)
  over.abort()
  await Promise.all(telling)
  await kill()
  await settleInterrupted(place)

  for (const talk of talks) {
    const { channelId } = talk
    expect(await countsOf(place, channelId)).toEqual(expected())
    expect(await place.owner.client.channels.get({ id: channelId })).toMatchObject({ parkedCount: 0 })
    await expectSaidOnce(talk)
  }
}, 900_000)

/** A slow machine takes as long as it needs; one that stands still for a minute is stuck. */
async function untilTold(place: TestWorkspace, wanted: number): Promise<void> {
  for (let told = await countTold(place); told < wanted; told = await countTold(place)) {
    const seen = told
    await expect.poll(() => countTold(place), { timeout: 60_000, interval: 200 }).toBeGreaterThan(seen)
  }
}

async function everythingTold(place: TestWorkspace): Promise<void> {
  await untilTold(place, storm.length * eventsOfOne)
  const left = async () =>
    (await countUnread(place)) + storm.reduce((sum, network) => sum + network.waiting(), 0)
  await expect.poll(left, { timeout: 60_000, interval: 250 }).toBe(0)
}

/** Whatever death cut off is looked at by the sweep of the next process, once it is old enough. */
async function settleInterrupted(place: TestWorkspace): Promise<void> {
  const { clock, program } = harness()
  clock.set(new Date(Date.now() + interruptedMs + 1000))
  await program.startJobs()
  await sweepMessages(program.platform)
  await sweepAnswers(program.platform)
  // Jobs of dead processes stay under way for minutes more: their work is what counts.
  await expect.poll(() => countUnderWay(place, 'sending'), { timeout: 60_000, interval: 250 }).toBe(0)
}

async function expectSaidOnce({ place, network, said }: Talk): Promise<void> {
  expect(said.size).toBeGreaterThan(kills)
  const states = await place.run(async ({ db }) => [
    ...(await db
      .select({ id: messages.id, state: messages.state })
      .from(messages)
      .where(inArray(messages.id, [...said.keys()]))),
    ...(await db
      .select({ id: answers.id, state: answers.state })
      .from(answers)
      .where(inArray(answers.id, [...said.keys()]))),
  ])
  expect(states.map(({ id }) => id).toSorted()).toEqual([...said.keys()].toSorted())
  const heard = network.heard()
  for (const { id, state } of states) {
    const copies = heard.filter((words) => words === said.get(id)).length
    const possible: Record<string, number[]> = { sent: [1], failed: [0], unknown: [0, 1] }
    expect({ id, state, copies, possible: possible[state ?? ''] ?? [] }).toMatchObject({
      possible: expect.arrayContaining([copies]) as number[],
    })
  }
}

async function untilHeardMore(before: number): Promise<void> {
  await expect.poll(countHeard, { timeout: 60_000, interval: 5 }).toBeGreaterThan(before)
}

/** Answers that stand at the networks. */
function countHeard(): number {
  return storm.reduce((sum, network) => sum + network.heard().length, 0)
}

function expected() {
  const all = Array.from({ length: eventsOfOne }, (_, number) => whatOf(number))
  const of = (what: string) => all.filter((one) => one === what).length
  const [said, comments, acts] = [of('message'), of('comment'), of('act')]
  return {
    messages: said,
    differentMessages: said,
    dialogs: people,
    dialogCards: people,
    comments,
    differentComments: comments,
    acts,
    differentActs: acts,
  }
}

async function countsOf(place: TestWorkspace, channelId: string): Promise<ReturnType<typeof expected>> {
  return place.run(async ({ db }) => {
    const [said] = await db
      .select({ all: count(), different: countDistinct(messages.text) })
      .from(messages)
      .where(and(eq(messages.channelId, channelId), eq(messages.direction, 'in')))
    const [dialogs] = await db
      .select({ all: count() })
      .from(conversations)
      .where(eq(conversations.channelId, channelId))
    const cards = await db
      .select({ action: interests.action, all: count(), different: countDistinct(interests.text) })
      .from(interests)
      .where(eq(interests.channelId, channelId))
      .groupBy(interests.action)
    const [acts] = await db
      .select({ all: count(), different: countDistinct(interestParticipants.externalId) })
      .from(interestParticipants)
      .where(and(eq(interestParticipants.channelId, channelId), isNull(interestParticipants.withdrawnAt)))
    const comments = cards.find(({ action }) => action === 'comment')
    return {
      messages: said?.all ?? 0,
      differentMessages: said?.different ?? 0,
      dialogs: dialogs?.all ?? 0,
      dialogCards: cards.find(({ action }) => action === 'chat_message')?.all ?? 0,
      comments: comments?.all ?? 0,
      differentComments: comments?.different ?? 0,
      acts: acts?.all ?? 0,
      differentActs: acts?.different ?? 0,
    }
  })
}

/** Of all events, how many stand where people see them. */
async function countTold(place: TestWorkspace): Promise<number> {
  return place.run(async ({ db }) => {
    const { rows } = await db.execute<{ told: string }>(sql`
      select (select count(*) from ${messages} where ${messages.direction} = 'in')
        + (select count(*) from ${interests} where ${interests.action} = 'comment')
        + (select count(*) from ${interestParticipants}) as told`)
    return Number(rows[0]?.told)
  })
}

async function countUnread(place: TestWorkspace): Promise<number> {
  return place.run(async ({ db }) => {
    const [row] = await db
      .select({ all: count() })
      .from(inboundEvents)
      .where(eq(inboundEvents.state, 'stored'))
    return row?.all ?? 0
  })
}

async function countUnderWay(place: TestWorkspace, state: 'queued' | 'sending'): Promise<number> {
  return place.run(async ({ db }) => {
    const [ofDialogs] = await db.select({ all: count() }).from(messages).where(eq(messages.state, state))
    const [ofCards] = await db.select({ all: count() }).from(answers).where(eq(answers.state, state))
    return (ofDialogs?.all ?? 0) + (ofCards?.all ?? 0)
  })
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
