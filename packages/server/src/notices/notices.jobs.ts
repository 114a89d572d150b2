/** Telling, every minute's look at what is due, and forgetting. */
import { and, eq, inArray, isNotNull, lt, lte } from 'drizzle-orm'
import { z } from 'zod'
import type { Ctx } from '../platform/ctx.ts'
import { defineJob } from '../platform/jobs.ts'
import type { Platform } from '../platform/platform.ts'
import { deliverDue } from './deliver.ts'
import { draftNotices } from './draft-notices.ts'
import { noticeQueue, notices } from './notices.table.ts'
import { listHearers, writeNotices } from './write-notices.ts'

export const tellJob = defineJob({
  name: 'notices.tell',
  payload: z.object({ workspaceId: z.string() }),
  handle: (platform, { workspaceId }) => tellAll(platform, workspaceId),
})

export const sweepNoticesJob = defineJob({
  name: 'notices.sweep',
  payload: z.object({}),
  cron: '* * * * *',
  handle: (platform) => sweepNotices(platform),
})

export const forgetNoticesJob = defineJob({
  name: 'notices.forget',
  payload: z.object({}),
  cron: '10 3 * * *',
  handle: (platform) => forgetNotices(platform),
})

/** Events told in one transaction. */
const chunk = 500

/** Everything that happened and is due, to everybody who wishes to hear. */
export async function tellAll(platform: Platform, workspaceId: string): Promise<void> {
  const scope = { workspaceId, actor: { kind: 'system', name: 'notices' } } as const
  while (await platform.inWorkspace(scope, tellChunk));
  await platform.inWorkspace(scope, deliverDue)
}

/** Workspaces where something is due: digests, ends of quiet hours, and what a lost call left behind. */
export async function sweepNotices(platform: Platform): Promise<void> {
  const now = platform.clock.now()
  const { owner } = platform.database
  const found = await Promise.all([
    owner
      .selectDistinct({ id: noticeQueue.workspaceId })
      .from(noticeQueue)
      .where(lte(noticeQueue.dueAt, now)),
    owner
      .selectDistinct({ id: notices.workspaceId })
      .from(notices)
      .where(and(isNotNull(notices.emailDueAt), lte(notices.emailDueAt, now))),
    owner
      .selectDistinct({ id: notices.workspaceId })
      .from(notices)
      .where(and(isNotNull(notices.pushDueAt), lte(notices.pushDueAt, now))),
  ])
  for (const workspaceId of new Set(found.flat().map(({ id }) => id)))
    await platform.jobs.enqueue(owner, tellJob, { workspaceId })
}

/** The inbox is no archive: what the cards say is in their history. */
const keptDays = 60

export async function forgetNotices(platform: Platform): Promise<void> {
  const before = new Date(platform.clock.now().getTime() - keptDays * 86_400_000)
  const rows = await platform.database.owner
    .selectDistinct({ workspaceId: notices.workspaceId })
    .from(notices)
    .where(lt(notices.at, before))
  for (const { workspaceId } of rows) {
    await platform.inWorkspace({ workspaceId, actor: { kind: 'system', name: 'notices' } }, async (ctx) => {
      await ctx.db.delete(notices).where(and(eq(notices.workspaceId, workspaceId), lt(notices.at, before)))
    })
  }
}

/** True when there may be more. Rows taken by another worker are passed over. */
async function tellChunk(ctx: Ctx): Promise<boolean> {
  const rows = await ctx.db
    .select()
    .from(noticeQueue)
    .where(and(eq(noticeQueue.workspaceId, ctx.workspaceId), lte(noticeQueue.dueAt, ctx.now())))
    .orderBy(noticeQueue.id)
    .limit(chunk)
    .for('update', { skipLocked: true })
  if (rows.length === 0) return false
  await ctx.db.delete(noticeQueue).where(
    and(
      eq(noticeQueue.workspaceId, ctx.workspaceId),
      inArray(
        noticeQueue.id,
        rows.map(({ id }) => id),
      ),
    ),
  )
  const hearers = await listHearers(ctx)
  await writeNotices(ctx, await draftNotices(ctx, rows, hearers), hearers)
  return rows.length === chunk
}
