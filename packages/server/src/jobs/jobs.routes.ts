import { inWorkspace } from '../platform/http/api.ts'
import { discardFailedJob, listFailedJobs, retryFailedJob } from './failed-jobs.ts'

export const jobRoutes = {
  listFailed: inWorkspace.jobs.listFailed.handler(async ({ context }) => ({
    items: await listFailedJobs(context.ctx),
  })),
  retry: inWorkspace.jobs.retry.handler(async ({ context, input }) => {
    await retryFailedJob(context.ctx, input.id)
    return { ok: true as const }
  }),
  discard: inWorkspace.jobs.discard.handler(async ({ context, input }) => {
    await discardFailedJob(context.ctx, input.id)
    return { ok: true as const }
  }),
}
