/** What happened is written down at once and told later, once for a burst. */
import { createBurst } from '../platform/burst.ts'
import type { Ctx } from '../platform/ctx.ts'
import { tellJob } from './notices.jobs.ts'
import { noticeQueue, type QueuedData } from './notices.table.ts'

/** A burst of letters is told together. */
const gapMs = 3000

const callTellers = createBurst(tellJob, gapMs)

type QueueKind = typeof noticeQueue.$inferInsert.kind

export async function queue(
  ctx: Ctx,
  kind: QueueKind,
  targetId: string,
  { dueAt, ...data }: QueuedData & { dueAt?: Date },
): Promise<void> {
  await ctx.db.insert(noticeQueue).values({
    workspaceId: ctx.workspaceId,
    id: ctx.newId(),
    kind,
    targetId,
    data,
    dueAt: dueAt ?? ctx.now(),
  })
  if (!dueAt) await callTellers(ctx, ctx.workspaceId, { workspaceId: ctx.workspaceId })
}
