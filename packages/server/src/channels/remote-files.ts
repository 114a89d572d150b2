/** Files of cards are fetched from the networks after the cards are written; a link that ended is told in words. */
import { and, eq, isNull, lte, or } from 'drizzle-orm'
import { z } from 'zod'
import { prepareFiles } from '../files/index.ts'
import {
  failRemoteFile,
  keepRemoteFile,
  listDueFiles,
  retryRemoteFile,
  type DueFile,
} from '../interests/index.ts'
import { interestAttachments, interests } from '../interests/interests.table.ts'
import type { Actor } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { errorMessage } from '../platform/errors.ts'
import { defineJob } from '../platform/jobs.ts'
import type { Platform } from '../platform/platform.ts'
import { ChannelError } from './channel.ts'
import { getChannelRow, openChannel, type OpenChannel } from './channel-rows.ts'
import { fetchChannelFile } from './fetch-file.ts'

const fetcher: Actor = { kind: 'system', name: 'files' }
const maxTries = 5
const firstWaitMs = 30_000
/** Files of one run; what is left waits for the next. */
const perRun = 20

const Place = z.object({ workspaceId: z.uuid(), channelId: z.uuid() })
type Place = z.infer<typeof Place>

export const fetchFilesJob = defineJob({
  name: 'channels.fetch-files',
  payload: Place,
  concurrency: 2,
  retries: 3,
  timeout: 1800,
  onePerKey: true,
  handle: fetchFiles,
})

/** Finds what a crash, or a later try, left waiting. */
export const sweepRemoteFilesJob = defineJob({
  name: 'channels.sweep-remote-files',
  payload: z.object({}),
  cron: '* * * * *',
  retries: 0,
  handle: async (platform) => {
    for (const place of await listWaiting(platform))
      await platform.jobs.enqueue(platform.database.owner, fetchFilesJob, place, {
        singletonKey: place.channelId,
      })
  },
})

/** In the transaction that writes the card. */
export async function askForFiles(ctx: Ctx, channelId: string): Promise<void> {
  const place = { workspaceId: ctx.workspaceId, channelId }
  await ctx.jobs.enqueue(fetchFilesJob, place, { singletonKey: channelId })
}

/** The button «Загрузить ещё раз». */
export async function fetchFileAgain(ctx: Ctx, interestId: string, fileId: string): Promise<{ ok: true }> {
  await askForFiles(ctx, await retryRemoteFile(ctx, interestId, fileId))
  return { ok: true }
}

async function fetchFiles(platform: Platform, place: Place, job: { signal: AbortSignal }): Promise<void> {
  const run = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> =>
    platform.inWorkspace({ workspaceId: place.workspaceId, actor: fetcher }, work)
  const channel = await run(async (ctx) =>
    openChannel(platform.vault, await getChannelRow(ctx, place.channelId)),
  )
  const due = await run((ctx) => listDueFiles(ctx, place.channelId, perRun))
  for (const file of due) {
    if (job.signal.aborted) return
    await fetchOne(platform, { channel, run }, file)
  }
}

interface Way {
  channel: OpenChannel
  run<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>
}

async function fetchOne(platform: Platform, { channel, run }: Way, due: DueFile): Promise<void> {
  try {
    const { content, mime, name } = await fetchChannelFile(platform, channel, due)
    const brought = { name: name ?? due.name, content, claimedMime: mime ?? due.mime }
    const [prepared] = await prepareFiles(platform, channel.row.workspaceId, [brought])
    if (!prepared) throw new Error('the file was not prepared')
    await run((ctx) => keepRemoteFile(ctx, due, prepared))
  } catch (error) {
    platform.log.warn(
      { err: error, channelId: channel.row.id },
      `file was not fetched: ${errorMessage(error)}`,
    )
    await run((ctx) => failRemoteFile(ctx, due, failureOf(error, due.attempts + 1, ctx.now())))
  }
}

/** A file that is gone, forbidden or too large will be so tomorrow. */
function failureOf(error: unknown, tries: number, now: Date) {
  const known = error instanceof ChannelError ? error : null
  const reason = errorMessage(error)
  const words = known?.words ?? {
    ru: `Файл не загрузился: ${reason}`,
    en: `The file was not fetched: ${reason}`,
  }
  const passes = known === null || known.kind === 'retry' || known.kind === 'unreachable'
  const wait = (known?.retryAfterSeconds ?? 0) * 1000 || firstWaitMs * 4 ** (tries - 1)
  return { error: words, nextTryAt: passes && tries < maxTries ? new Date(now.getTime() + wait) : null }
}

async function listWaiting(platform: Platform): Promise<Place[]> {
  const a = interestAttachments
  const rows = await platform.database.owner
    .selectDistinct({ workspaceId: a.workspaceId, channelId: interests.channelId })
    .from(a)
    .innerJoin(interests, and(eq(interests.workspaceId, a.workspaceId), eq(interests.id, a.interestId)))
    .where(and(eq(a.state, 'pending'), or(isNull(a.nextTryAt), lte(a.nextTryAt, platform.clock.now()))))
  return rows.flatMap(({ workspaceId, channelId }) =>
    channelId === null ? [] : [{ workspaceId, channelId }],
  )
}
