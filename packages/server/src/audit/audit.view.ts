import type { AuditEntry } from '@otklik/contract'
import type { auditEntries } from './audit.table.ts'

export function viewAuditEntry(row: typeof auditEntries.$inferSelect): AuditEntry {
  return {
    id: row.id,
    at: row.at.toISOString(),
    by: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    action: row.action,
    object: { kind: row.objectKind, id: row.objectId },
    before: row.before,
    after: row.after,
    reason: row.reason,
    note: row.note,
    ip: row.ip,
    userAgent: row.userAgent,
  }
}
