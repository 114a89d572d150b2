/** Background work that failed: of the own workspace, and of the whole installation for owners. */
import type { FailedJob } from '@otklik/contract'
import { recordAudit } from '../audit/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { notFound } from '../platform/errors.ts'

export async function listFailedJobs(ctx: Ctx): Promise<FailedJob[]> {
  const jobs = await ctx.platform.jobs.failed(scopeOf(ctx))
  return jobs.map((job) => ({
    id: job.id,
    name: job.name,
    error: job.error,
    payload: job.data,
    attempts: job.attempts,
    failedAt: job.failedAt.toISOString(),
    ofInstallation: job.workspaceId === null,
  }))
}

export async function retryFailedJob(ctx: Ctx, id: string): Promise<void> {
  const job = await getFailedJob(ctx, id)
  if (!(await ctx.platform.jobs.retry(id))) throw notFound()
  await recordAudit(ctx, { action: 'job.retried', object: { kind: 'job', id }, after: { name: job.name } })
}

export async function discardFailedJob(ctx: Ctx, id: string): Promise<void> {
  const job = await getFailedJob(ctx, id)
  if (!(await ctx.platform.jobs.discard(id))) throw notFound()
  await recordAudit(ctx, {
    action: 'job.discarded',
    object: { kind: 'job', id },
    before: { name: job.name, error: job.error },
  })
}

async function getFailedJob(ctx: Ctx, id: string) {
  const [job] = await ctx.platform.jobs.failed({ ...scopeOf(ctx), id })
  if (!job) throw notFound()
  return job
}

function scopeOf(ctx: Ctx): { workspaceId: string; withInstallation: boolean } {
  return {
    workspaceId: ctx.workspaceId,
    withInstallation: ctx.actor.kind === 'member' && ctx.actor.role === 'owner',
  }
}
