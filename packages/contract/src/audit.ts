/** The log of every change and every export: who, what, before and after, from where (R187, L17). */
import { z } from 'zod'
import { endpoint, Id, PageInput, pageOf, Timestamp } from './endpoint.ts'
import { ActorBrief, Reason } from './people.ts'

const tag = 'Audit'

export const AuditEntry = z.object({
  id: Id,
  at: Timestamp,
  by: ActorBrief,
  /** `interest.claimed`, `member.role_changed`, `report.exported`. */
  action: z.string(),
  object: z.object({ kind: z.string(), id: Id.nullable() }),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
  reason: Reason.nullable(),
  note: z.string().nullable(),
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
})
export type AuditEntry = z.infer<typeof AuditEntry>

export const AuditFilter = z.object({
  actorKind: z.enum(['member', 'apiKey', 'system']).optional(),
  actorId: Id.optional(),
  action: z.string().max(100).optional(),
  objectKind: z.string().max(100).optional(),
  objectId: Id.optional(),
  from: Timestamp.optional(),
  to: Timestamp.optional(),
  /** Words in the name, the note or the changed values. */
  q: z.string().trim().min(1).max(100).optional(),
})
export type AuditFilter = z.infer<typeof AuditFilter>

export const audit = {
  list: endpoint('audit.read', { method: 'GET', path: '/audit', summary: 'The log, newest first', tag })
    .input(PageInput.extend(AuditFilter.shape))
    .output(pageOf(AuditEntry)),
  words: endpoint('audit.read', {
    method: 'GET',
    path: '/audit/words',
    summary: 'Actions and object kinds that occur in the log',
    tag,
  }).output(z.object({ actions: z.array(z.string()), objectKinds: z.array(z.string()) })),
}
