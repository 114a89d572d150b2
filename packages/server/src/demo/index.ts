/** `npm start -- --demo`: an invented coffee shop with two months behind it. */
import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { and, eq, inArray, isNull } from 'drizzle-orm'
import { channels } from '../channels/channels.table.ts'
import { members } from '../members/members.table.ts'
import type { Config } from '../platform/config.ts'
import { readMigrations } from '../platform/db/migrate.ts'
import { holdDatabase, type Hold } from '../platform/db/hold.ts'
import { wipeDatabase } from '../platform/db/wipe.ts'
import { StartError } from '../platform/errors.ts'
import type { Program } from '../start.ts'
import type { DemoClock } from './demo-clock.ts'
import { feedWorld, type FeedSize } from './feed.ts'
import { startMailSink } from './mail-sink.ts'
import { demoPassword, owner, staff } from './people.ts'
import type { DialogPlaces } from './places.ts'
import { startTrickle } from './trickle.ts'
import { buildWorld, moveMailbox, signIn } from './world.ts'

export { createDemoClock, type DemoClock } from './demo-clock.ts'

export interface Demo {
  /** Words for the terminal: who can sign in. */
  greeting: string
  stop(): Promise<void>
}

const fullSize: FeedSize = { letters: 350, days: 60 }

/** The demo's own mail server stands on this machine: its mailbox may reach it, and nothing else inside. */
export function demoConfig(config: Config): Config {
  return { ...config, allowNetworks: [...config.allowNetworks, '127.0.0.1/32'] }
}

/** A world that may be thrown away need not wait for the disk at every commit. */
export function demoDatabaseUrl(databaseUrl: string): string {
  const url = new URL(databaseUrl)
  url.searchParams.set('options', '-c synchronous_commit=off')
  return url.href
}

/**
 * Throws the demo world away when it was asked for, or when its making was broken off. Call before the program starts.
 * The hold is for the whole run: a second demo over the same data would wipe the world under the first. Throws StartError.
 */
export async function takeDemo(config: Config, databaseUrl: string, fresh: boolean): Promise<Hold> {
  // Web and jobs may be two programs of one world; whoever wipes it is alone.
  const wipes = fresh || !(await isUsable(config))
  const roles = wipes ? (['web', 'jobs'] as const) : config.roles
  const hold = await holdDatabase(
    databaseUrl,
    roles.map((role) => `demo ${role}`),
  )
  if (!hold) throw new StartError(alreadyRuns(config))
  if (!wipes) return hold
  await rm(markPath(config), { force: true })
  await wipeDatabase(databaseUrl)
  await rm(join(config.dataDir, 'files'), { recursive: true, force: true })
  return hold
}

function alreadyRuns({ dataDir }: Config): string {
  return `Демо уже запущено над этими данными (${dataDir}). Откройте его в браузере или остановите (Ctrl+C в его окне). Второе рядом: задайте другие PORT и OTKLIK_DATA.
A demo already runs on this data. Open it in the browser, or stop it first (Ctrl+C in its window). For a second one beside it set another PORT and OTKLIK_DATA.`
}

/** Whole, and made with migrations this program knows. */
async function isUsable(config: Config): Promise<boolean> {
  const mark = await readFile(markPath(config), 'utf8').catch(() => '')
  const known = new Set(readMigrations().map(({ hash }) => hash))
  return (
    mark !== '' &&
    mark
      .split('\n')
      .filter(Boolean)
      .every((hash) => known.has(hash))
  )
}

/** Makes the world where there is none, and lets letters and messages trickle in. Call before jobs start: what was sent in the past is not sent again. */
export async function openDemo(program: Program, clock: DemoClock, size: FeedSize = fullSize): Promise<Demo> {
  const { platform } = program
  const isNew = !existsSync(markPath(platform.config))
  const place = isNew ? null : await findPlace(program)
  const sink = await startMailSink(place?.smtpPort ?? 0).catch(() => startMailSink())
  const world = place ?? (await makeWorld(program, clock, { smtpPort: sink.port, size }))
  if (place && place.smtpPort !== sink.port)
    await moveMailbox((await signIn(program, place.owner)).client, place.channelId, sink.port)
  const stopTrickle = platform.config.roles.includes('jobs')
    ? startTrickle(program, world)
    : () => Promise.resolve()
  return {
    greeting: greeting(),
    stop: async () => {
      await stopTrickle()
      await sink.stop()
    },
  }
}

async function makeWorld(
  program: Program,
  clock: DemoClock,
  { smtpPort, size }: { smtpPort: number; size: FeedSize },
) {
  const { platform } = program
  const { level } = platform.log
  // Hundreds of answers without a «Sent» folder would fill the terminal.
  platform.log.level = level === 'silent' ? level : 'error'
  try {
    const bornAt = new Date(Date.now() - (size.days + 1) * 86_400_000)
    const world = await clock.at(bornAt, () => buildWorld(program, smtpPort))
    await feedWorld(program, world, clock, size)
    await writeFile(
      markPath(platform.config),
      readMigrations()
        .map(({ hash }) => `${hash}\n`)
        .join(''),
    )
    return world
  } finally {
    platform.log.level = level
  }
}

async function findPlace(program: Program) {
  const db = program.platform.database.owner
  const [channel] = await db
    .select()
    .from(channels)
    .where(and(eq(channels.kind, 'email'), isNull(channels.removedAt)))
    .limit(1)
  const [boss] = await db.select().from(members).where(eq(members.role, 'owner')).limit(1)
  if (!channel || !boss)
    throw new Error('The demo world is damaged; make it anew: npm start -- --demo --fresh')
  const { workspaceId } = channel
  const places = await findDialogPlaces(program, workspaceId)
  const person = { workspaceId, memberId: boss.id, userId: boss.userId, name: boss.name, role: boss.role }
  return {
    workspaceId,
    channelId: channel.id,
    places,
    smtpPort: Number(channel.settings['smtpPort'] ?? 0),
    owner: person,
  }
}

/** Null in a world made before there were dialogs, and where somebody removed these channels. */
async function findDialogPlaces(program: Program, workspaceId: string): Promise<DialogPlaces | null> {
  const rows = await program.platform.database.owner
    .select({ kind: channels.kind, id: channels.id, hookToken: channels.hookToken })
    .from(channels)
    .where(
      and(
        eq(channels.workspaceId, workspaceId),
        inArray(channels.kind, ['site', 'sandbox']),
        isNull(channels.removedAt),
      ),
    )
    .orderBy(channels.createdAt)
  const find = (kind: string) => {
    const row = rows.find((one) => one.kind === kind)
    return row?.hookToken ? { channelId: row.id, key: row.hookToken } : null
  }
  const [site, community] = [find('site'), find('sandbox')]
  return site && community ? { site, community } : null
}

function greeting(): string {
  const lines = [owner, ...staff.filter(({ key }) => key === 'alina')].map(
    (person) =>
      `    ${person.email.padEnd(24)} ${demoPassword}   ${person.name}, ${person.role === 'owner' ? 'владелец / owner' : 'менеджер / manager'}`,
  )
  return `  Демо / Demo: кофейня «Полдень». Вход / Sign in:\n${lines.join('\n')}\n  Заново / Anew:    npm start -- --demo --fresh\n\n`
}

function markPath(config: Config): string {
  return join(config.dataDir, 'demo-ready')
}
