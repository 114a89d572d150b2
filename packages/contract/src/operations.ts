/** Long work with a progress bar: imports, mass changes, exports. Survives leaving the page; can be cancelled. */
import { z } from 'zod'
import { ById, endpoint, Id, Timestamp } from './endpoint.ts'
import { ActorBrief } from './people.ts'

const tag = 'Operations'

export const Operation = z.object({
  id: Id,
  kind: z.string(),
  title: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  done: z.number().int(),
  /** Null while the amount is not known. */
  total: z.number().int().nullable(),
  /** Counts by outcome, for the closing words: `{interest: 12, duplicate: 3}`. */
  outcome: z.record(z.string(), z.number()),
  error: z.string().nullable(),
  by: ActorBrief,
  startedAt: Timestamp,
  finishedAt: Timestamp.nullable(),
})
export type Operation = z.infer<typeof Operation>

export const operations = {
  list: endpoint('member', {
    method: 'GET',
    path: '/operations',
    summary: 'Work under way and lately done',
    tag,
  }).output(z.object({ items: z.array(Operation) })),
  get: endpoint('member', { method: 'GET', path: '/operations/{id}', summary: 'One long work', tag })
    .input(ById)
    .output(Operation),
  cancel: endpoint('interests.work', {
    method: 'POST',
    path: '/operations/{id}/cancellation',
    summary: 'Stop it',
    tag,
  })
    .input(ById)
    .output(Operation),
}
