/** Finds news whose card came in the same moment, and forgets those whose card never came. */
import { eq, lt, sql } from 'drizzle-orm'
import { z } from 'zod'
import { defineJob } from '../platform/jobs.ts'
import type { Platform } from '../platform/platform.ts'
import { applyPending } from './interest-pending.ts'
import { interestPending } from './interest-told.table.ts'
import { interests } from './interests.table.ts'

const keptDays = 90

export const sweepPendingJob = defineJob({
  name: 'interests.sweep-pending',
  payload: z.object({}),
  cron: '* * * * *',
  retries: 0,
  handle: sweepPending,
})

export async function sweepPending(platform: Platform): Promise<void> {
  const p = interestPending
  const met = await platform.database.owner
    .selectDistinct({ workspaceId: p.workspaceId, key: p.key, interestId: interests.id })
    .from(p)
    .innerJoin(
      interests,
      sql`${interests.workspaceId} = ${p.workspaceId} and ${interests.objectKey} = substr(${p.key}, 8) and ${p.key} like 'object:%'`,
    )
    .where(lt(p.createdAt, new Date(platform.clock.now().getTime() - 5000)))
  for (const { workspaceId, key, interestId } of met) {
    await platform.inWorkspace({ workspaceId, actor: { kind: 'system', name: 'intake' } }, (ctx) =>
      applyPending(ctx, interestId, [key]),
    )
  }
  const old = new Date(platform.clock.now().getTime() - keptDays * 86_400_000)
  const stale = await platform.database.owner
    .selectDistinct({ workspaceId: p.workspaceId })
    .from(p)
    .where(lt(p.createdAt, old))
  for (const { workspaceId } of stale) {
    await platform.database.owner
      .delete(p)
      .where(sql`${eq(p.workspaceId, workspaceId)} and ${lt(p.createdAt, old)}`)
  }
}
