/** Files of messages are fetched from the networks after the messages are written; one that ended says so. */
import { and, asc, eq, isNull, lte, or } from 'drizzle-orm'
import { z } from 'zod'
import { fetchChannelFile, getChannelRow, openChannel, type OpenChannel } from '../channels/index.ts'
import { ChannelError } from '../channels/channel.ts'
import { keepFile, prepareFile } from '../files/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { errorMessage } from '../platform/errors.ts'
import { defineJob, type AnyJob } from '../platform/jobs.ts'
import type { Platform } from '../platform/platform.ts'
import { messageAttachments, messages } from './messages.table.ts'
import type { AttachmentRow } from './messages.view.ts'

const Place = z.object({ workspaceId: z.uuid(), channelId: z.uuid() })
type Place = z.infer<typeof Place>
type Run = <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>

const maxTries = 5
const firstWaitMs = 30_000
/** Files of one run; what is left waits for the next. */
const perRun = 20

const fetchJob = defineJob({
  name: 'conversations.fetch-files',
  payload: Place,
  concurrency: 2,
  retries: 3,
  timeout: 1800,
  onePerKey: true,
  handle: fetchFiles,
})

const sweepJob = defineJob({
  name: 'conversations.sweep-files',
  payload: z.object({}),
  cron: '* * * * *',
  retries: 0,
  handle: sweepFiles,
})

export const messageFileJobs: readonly AnyJob[] = [fetchJob, sweepJob]

/** Finds what a message brought, a crash left, or a later try is due for. */
async function sweepFiles(platform: Platform): Promise<void> {
  const a = messageAttachments
  const rows = await platform.database.owner
    .selectDistinct({ workspaceId: a.workspaceId, channelId: messages.channelId })
    .from(a)
    .innerJoin(messages, and(eq(messages.workspaceId, a.workspaceId), eq(messages.id, a.messageId)))
    .where(and(eq(a.state, 'waiting'), or(isNull(a.nextTryAt), lte(a.nextTryAt, platform.clock.now()))))
  for (const { workspaceId, channelId } of rows) {
    if (channelId)
      await platform.jobs.enqueue(
        platform.database.owner,
        fetchJob,
        { workspaceId, channelId },
        { singletonKey: channelId },
      )
  }
}

/** In the transaction that writes the message. */
export async function askForFiles(ctx: Ctx, channelId: string): Promise<void> {
  await ctx.jobs.enqueue(fetchJob, { workspaceId: ctx.workspaceId, channelId }, { singletonKey: channelId })
}

async function fetchFiles(platform: Platform, place: Place, job: { signal: AbortSignal }): Promise<void> {
  const run: Run = (work) =>
    platform.inWorkspace({ workspaceId: place.workspaceId, actor: { kind: 'system', name: 'files' } }, work)
  const channel = await run(async (ctx) =>
    openChannel(platform.vault, await getChannelRow(ctx, place.channelId)),
  )
  for (const due of await run((ctx) => listDue(ctx, place.channelId))) {
    if (job.signal.aborted) return
    await fetchOne(platform, run, { channel, due })
  }
}

async function listDue(ctx: Ctx, channelId: string): Promise<AttachmentRow[]> {
  const a = messageAttachments
  const rows = await ctx.db
    .select({ attachment: a })
    .from(a)
    .innerJoin(messages, and(eq(messages.workspaceId, a.workspaceId), eq(messages.id, a.messageId)))
    .where(
      and(
        eq(a.workspaceId, ctx.workspaceId),
        eq(messages.channelId, channelId),
        eq(a.state, 'waiting'),
        or(isNull(a.nextTryAt), lte(a.nextTryAt, ctx.now())),
      ),
    )
    .orderBy(asc(a.id))
    .limit(perRun)
  return rows.map(({ attachment }) => attachment)
}

async function fetchOne(
  platform: Platform,
  run: Run,
  { channel, due }: { channel: OpenChannel; due: AttachmentRow },
): Promise<void> {
  try {
    const { content, mime, name } = await fetchChannelFile(platform, channel, due)
    const prepared = await prepareFile(platform, channel.row.workspaceId, {
      name: name ?? due.name,
      content,
      claimedMime: mime ?? due.mime,
    })
    await run(async (ctx) => {
      const file = await keepFile(ctx, prepared)
      await changeAttachment(ctx, due, { state: 'stored', fileId: file.id, nextTryAt: null })
    })
  } catch (error) {
    platform.log.warn(
      { err: error, channelId: channel.row.id },
      `file of a message was not fetched: ${errorMessage(error)}`,
    )
    await run((ctx) => changeAttachment(ctx, due, failureOf(ctx, due, error)))
  }
}

/** A file that is gone, forbidden or too large will be so tomorrow. */
function failureOf(ctx: Ctx, due: AttachmentRow, error: unknown): Partial<AttachmentRow> {
  const attempts = due.attempts + 1
  const known = error instanceof ChannelError ? error : null
  const passes = known === null || known.kind === 'retry' || known.kind === 'unreachable'
  if (!passes || attempts >= maxTries) return { attempts, state: 'gone', nextTryAt: null }
  const wait = (known?.retryAfterSeconds ?? 0) * 1000 || firstWaitMs * 4 ** (attempts - 1)
  return { attempts, nextTryAt: new Date(ctx.now().getTime() + wait) }
}

async function changeAttachment(ctx: Ctx, due: AttachmentRow, set: Partial<AttachmentRow>): Promise<void> {
  await ctx.db
    .update(messageAttachments)
    .set(set)
    .where(and(eq(messageAttachments.workspaceId, ctx.workspaceId), eq(messageAttachments.id, due.id)))
  await ctx.events.emit({
    type: 'message.changed',
    data: { conversationId: due.conversationId, messageId: due.messageId, changed: ['attachments'] },
  })
}
