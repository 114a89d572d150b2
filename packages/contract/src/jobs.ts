/** Background work that failed: look at it, run it again, or discard it. */
import { z } from 'zod'
import { ById, endpoint, Id, Ok, Timestamp } from './endpoint.ts'

const tag = 'Jobs'

export const FailedJob = z.object({
  id: Id,
  name: z.string(),
  error: z.string(),
  payload: z.unknown(),
  attempts: z.number().int(),
  failedAt: Timestamp,
  /** Work of the whole installation; owners alone see it. */
  ofInstallation: z.boolean(),
})
export type FailedJob = z.infer<typeof FailedJob>

export const jobs = {
  listFailed: endpoint('jobs.manage', {
    method: 'GET',
    path: '/jobs/failed',
    summary: 'Failed work',
    tag,
  }).output(z.object({ items: z.array(FailedJob) })),
  retry: endpoint('jobs.manage', {
    method: 'POST',
    path: '/jobs/failed/{id}/retry',
    summary: 'Run it again',
    tag,
  })
    .input(ById)
    .output(Ok),
  discard: endpoint('jobs.manage', {
    method: 'DELETE',
    path: '/jobs/failed/{id}',
    summary: 'Give it up',
    tag,
  })
    .input(ById)
    .output(Ok),
}
