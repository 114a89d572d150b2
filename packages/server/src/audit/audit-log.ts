/** Reading the log: filters, pages by key, the words that occur in it. */
import type { AuditEntry, AuditFilter } from '@otklik/contract'
import { and, desc, eq, gte, ilike, lt, or, sql, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Ctx } from '../platform/ctx.ts'
import { auditEntries } from './audit.table.ts'
import { viewAuditEntry } from './audit.view.ts'

interface Page {
  items: AuditEntry[]
  nextCursor: string | null
}

/** Newest first. Ids are UUID v7, so their order is the order of time and the cursor is the last id. */
export async function listAudit(
  ctx: Ctx,
  filter: AuditFilter,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page> {
  const rows = await ctx.db
    .select()
    .from(auditEntries)
    .where(
      and(eq(auditEntries.workspaceId, ctx.workspaceId), ...conditionsOf(filter), afterCursor(page.cursor)),
    )
    .orderBy(desc(auditEntries.id))
    .limit(page.limit + 1)
  const items = rows.slice(0, page.limit).map(viewAuditEntry)
  return { items, nextCursor: rows.length > page.limit ? (items.at(-1)?.id ?? null) : null }
}

/** What the filters may offer: read by jumping from word to word along the index, whatever the size of the log. */
export async function listAuditWords(ctx: Ctx): Promise<{ actions: string[]; objectKinds: string[] }> {
  return {
    actions: await distinctWords(ctx, auditEntries.action),
    objectKinds: await distinctWords(ctx, auditEntries.objectKind),
  }
}

async function distinctWords(ctx: Ctx, column: PgColumn): Promise<string[]> {
  const first = sql`select min(${column}) as word from ${auditEntries} where ${auditEntries.workspaceId} = ${ctx.workspaceId}`
  const next = sql`select (select min(${column}) from ${auditEntries} where ${auditEntries.workspaceId} = ${ctx.workspaceId} and ${column} > words.word) from words where words.word is not null`
  const found = await ctx.db.execute<{ word: string }>(
    sql`with recursive words as (${first} union all ${next}) select word from words where word is not null`,
  )
  return found.rows.map((row) => row.word)
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function afterCursor(cursor: string | undefined): SQL | undefined {
  return cursor !== undefined && uuid.test(cursor) ? lt(auditEntries.id, cursor) : undefined
}

function conditionsOf(filter: AuditFilter): (SQL | undefined)[] {
  const { actorKind, actorId, action, objectKind, objectId, from, to, q } = filter
  return [
    actorKind && eq(auditEntries.actorKind, actorKind),
    actorId && eq(auditEntries.actorId, actorId),
    action && eq(auditEntries.action, action),
    objectKind && eq(auditEntries.objectKind, objectKind),
    objectId && eq(auditEntries.objectId, objectId),
    from && gte(auditEntries.at, new Date(from)),
    to && lt(auditEntries.at, new Date(to)),
    q && containing(q),
  ].map((condition) => condition || undefined)
}

function containing(q: string): SQL | undefined {
  const pattern = `%${q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  return or(
    ilike(auditEntries.actorName, pattern),
    ilike(auditEntries.note, pattern),
    ilike(auditEntries.action, pattern),
    ilike(sql`${auditEntries.before}::text`, pattern),
    ilike(sql`${auditEntries.after}::text`, pattern),
  )
}
