import type { Reason } from '@otklik/contract'
import { actorBrief } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { auditEntries } from './audit.table.ts'

export interface AuditRecord {
  action: string
  object: { kind: string; id: string | null }
  before?: Record<string, unknown> | null
  after?: Record<string, unknown> | null
  reason?: Reason | null
  note?: string | null
}

/** Where a record is written: any transaction that names the workspace and the person. */
export type AuditCtx = Pick<Ctx, 'db' | 'workspaceId' | 'actor' | 'now' | 'newId' | 'request'>

/** Signs the change with the acting person, in the same transaction. */
export async function recordAudit(ctx: AuditCtx, ...records: AuditRecord[]): Promise<void> {
  if (records.length === 0) return
  const by = actorBrief(ctx.actor)
  await ctx.db.insert(auditEntries).values(
    records.map((record) => ({
      workspaceId: ctx.workspaceId,
      id: ctx.newId(),
      at: ctx.now(),
      actorKind: by.kind,
      actorId: by.id,
      actorName: by.name,
      action: record.action,
      objectKind: record.object.kind,
      objectId: record.object.id,
      before: record.before ?? null,
      after: record.after ?? null,
      reason: record.reason ?? null,
      note: record.note ?? null,
      ip: ctx.request?.ip ?? null,
      userAgent: ctx.request?.userAgent ?? null,
      requestId: ctx.request?.id ?? null,
    })),
  )
}
