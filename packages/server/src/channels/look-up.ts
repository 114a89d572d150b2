/**
 * Names of people and posts that events name only by id: asked of the network for a whole batch, outside of transactions and for a
 * short time. A network that does not answer holds up nobody: the cards are written without, and a job completes them later.
 */
import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { resolveContact } from '../contacts/index.ts'
import { identities } from '../contacts/contacts.table.ts'
import { completeNames } from '../interests/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { errorMessage } from '../platform/errors.ts'
import { defineJob } from '../platform/jobs.ts'
import type { Platform } from '../platform/platform.ts'
import type { InboundAuthor, ReceiveOutcome, Signal, SourceObject } from './channel.ts'
import { channelObjects } from './channel-objects.table.ts'
import { getChannelRow, openChannel, type OpenChannel } from './channel-rows.ts'
import { createIo } from './io.ts'
import { keepObjects } from './objects.ts'

const lookUpActor: Actor = { kind: 'system', name: 'intake' }
/** Reading waits no longer. */
const limitMs = 4000
const jobLimitMs = 30_000
const mostPeople = 100
const mostObjects = 20
/** A network that did not answer is left alone for so long. */
const restMs = 60_000
const laterMs = 2 * 60_000

const Wanted = z.object({
  workspaceId: z.uuid(),
  channelId: z.uuid(),
  people: z.array(z.string()).max(mostPeople),
  objects: z.array(z.string()).max(mostObjects),
})
type Wanted = z.infer<typeof Wanted>

export const lookUpJob = defineJob({
  name: 'channels.look-up',
  payload: Wanted,
  retries: 4,
  retryDelay: 120,
  concurrency: 1,
  handle: completeLater,
})

const resting = new Map<string, number>()

/** Fills names into the outcomes and keeps posts; both as far as they are known or told in time. */
export async function lookUpBatch(
  platform: Platform,
  channel: OpenChannel,
  outcomes: readonly ReceiveOutcome[],
): Promise<void> {
  const connector = channel.connector.channel
  if (!connector.lookUpPeople && !connector.lookUpObjects) return
  const signals = outcomes.flatMap(signalsOf)
  const authors = connector.lookUpPeople ? signals.flatMap(namelessOf) : []
  const objectIds = connector.lookUpObjects ? [...new Set(signals.flatMap(objectIdOf))] : []
  const { workspaceId, id: channelId } = channel.row
  const missing = await platform.inWorkspace({ workspaceId, actor: lookUpActor }, async (ctx) => ({
    people: await fillKnown(ctx, authors),
    objects: await unknownObjects(ctx, objectIds),
  }))
  const wanted = {
    people: missing.people.slice(0, mostPeople),
    objects: missing.objects.slice(0, mostObjects),
  }
  if (wanted.people.length === 0 && wanted.objects.length === 0) return
  const found = await askInTime(platform, channel, wanted)
  if (!found) return completeAfter(platform, { workspaceId, channelId, ...wanted })
  fill(authors, found.people)
  if (found.objects.length > 0)
    await platform.inWorkspace({ workspaceId, actor: lookUpActor }, (ctx) =>
      keepObjects(ctx, channelId, found.objects),
    )
}

interface Found {
  people: InboundAuthor[]
  objects: SourceObject[]
}

async function askInTime(
  platform: Platform,
  channel: OpenChannel,
  wanted: Pick<Wanted, 'people' | 'objects'>,
): Promise<Found | null> {
  const { id } = channel.row
  if ((resting.get(id) ?? 0) > Date.now()) return null
  try {
    return await ask(platform, channel, wanted, limitMs)
  } catch (error) {
    resting.set(id, Date.now() + restMs)
    platform.log.warn({ err: error, channelId: id }, `names were not told: ${errorMessage(error)}`)
    return null
  }
}

async function ask(
  platform: Platform,
  channel: OpenChannel,
  { people, objects }: Pick<Wanted, 'people' | 'objects'>,
  timeMs: number,
): Promise<Found> {
  const connector = channel.connector.channel
  const signal = AbortSignal.timeout(timeMs)
  const io = createIo(platform, signal, { connector: channel.row.kind, channelId: channel.row.id })
  const asking = Promise.all([
    people.length > 0 ? connector.lookUpPeople?.(people, channel.config, io) : [],
    objects.length > 0 ? connector.lookUpObjects?.(objects, channel.config, io) : [],
  ])
  const late = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('the network did not answer in time')))
  })
  const [told = [], described = []] = await Promise.race([asking, late])
  return { people: told, objects: described }
}

async function completeAfter(platform: Platform, wanted: Wanted): Promise<void> {
  const startAfter = new Date(platform.clock.now().getTime() + laterMs)
  await platform.jobs.enqueue(platform.database.owner, lookUpJob, wanted, { startAfter })
}

async function completeLater(platform: Platform, wanted: Wanted): Promise<void> {
  const { workspaceId, channelId } = wanted
  const run = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> =>
    platform.inWorkspace({ workspaceId, actor: lookUpActor }, work)
  const channel = await run(async (ctx) => openChannel(platform.vault, await getChannelRow(ctx, channelId)))
  const found = await ask(platform, channel, wanted, jobLimitMs)
  for (const author of found.people) {
    await run(async (ctx) => {
      const contactId = await resolveContact(ctx, author)
      if (contactId) await completeNames(ctx, contactId, author)
    })
  }
  if (found.objects.length > 0) await run((ctx) => keepObjects(ctx, channelId, found.objects))
}

function signalsOf(outcome: ReceiveOutcome): Signal[] {
  if (outcome.kind === 'signals') return outcome.items
  return outcome.kind === 'interests' ? outcome.items.map((interest) => ({ kind: 'interest', interest })) : []
}

function namelessOf(signal: Signal): InboundAuthor[] {
  const author =
    signal.kind === 'interest'
      ? signal.interest.author
      : signal.kind === 'message'
        ? signal.message.author
        : signal.kind === 'permission'
          ? signal.author
          : null
  return author?.name === null && author.externalId !== null ? [author] : []
}

function objectIdOf(signal: Signal): string[] {
  return signal.kind === 'interest' && signal.interest.objectId ? [signal.interest.objectId] : []
}

/** Names we know stand in; resolves to the ids nobody here knows. */
async function fillKnown(ctx: Ctx, authors: readonly InboundAuthor[]): Promise<string[]> {
  const ids = [...new Set(authors.flatMap(({ externalId }) => externalId ?? []))]
  if (ids.length === 0) return []
  const rows = await ctx.db
    .select()
    .from(identities)
    .where(and(eq(identities.workspaceId, ctx.workspaceId), inArray(identities.externalId, ids)))
  for (const author of authors) {
    const known = rows.find((row) => row.network === author.network && row.externalId === author.externalId)
    author.name ??= known?.name ?? null
    author.profileUrl ??= known?.profileUrl ?? null
  }
  return [...new Set(authors.flatMap(({ name, externalId }) => (name === null ? (externalId ?? []) : [])))]
}

function fill(authors: readonly InboundAuthor[], people: readonly InboundAuthor[]): void {
  for (const author of authors) {
    const told = people.find(({ externalId }) => externalId === author.externalId)
    author.name ??= told?.name ?? null
    author.photoUrl ??= told?.photoUrl ?? null
    author.profileUrl ??= told?.profileUrl ?? null
  }
}

async function unknownObjects(ctx: Ctx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await ctx.db
    .select({ objectId: channelObjects.objectId })
    .from(channelObjects)
    .where(and(eq(channelObjects.workspaceId, ctx.workspaceId), inArray(channelObjects.objectId, [...ids])))
  const known = new Set(rows.map(({ objectId }) => objectId))
  return ids.filter((id) => !known.has(id))
}
