/** The inbox of a member. */
import type { Notice } from '@otklik/contract'
import { and, count, desc, eq, isNull, lt, or } from 'drizzle-orm'
import type { Ctx } from '../platform/ctx.ts'
import { notFound } from '../platform/errors.ts'
import { decodeCursor, encodeCursor, type Page } from '../platform/page.ts'
import { requirePerson } from './notice-settings.ts'
import { notices } from './notices.table.ts'

export type NoticeRow = typeof notices.$inferSelect

/** Newest first. */
export async function listNotices(
  ctx: Ctx,
  query: { cursor?: string | undefined; limit: number; unread?: boolean | undefined },
): Promise<Page<Notice>> {
  const rows = await ctx.db
    .select()
    .from(notices)
    .where(
      and(
        listed(ctx),
        query.unread ? isNull(notices.readAt) : undefined,
        query.cursor === undefined ? undefined : olderThan(query.cursor),
      ),
    )
    .orderBy(desc(notices.at), desc(notices.id))
    .limit(query.limit + 1)
  const items = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? items.at(-1) : undefined
  return {
    items: items.map(viewNotice),
    nextCursor: last ? encodeCursor([last.at.toISOString(), last.id]) : null,
  }
}

export async function countUnread(ctx: Ctx): Promise<{ count: number }> {
  const [row] = await ctx.db
    .select({ count: count() })
    .from(notices)
    .where(and(listed(ctx), isNull(notices.readAt)))
  return { count: row?.count ?? 0 }
}

export async function readNotice(ctx: Ctx, id: string): Promise<void> {
  const [row] = await ctx.db
    .select({ readAt: notices.readAt })
    .from(notices)
    .where(and(listed(ctx), eq(notices.id, id)))
    .for('update')
  if (!row) throw notFound('There is no such notice')
  if (row.readAt) return
  await ctx.db
    .update(notices)
    .set({ readAt: ctx.now() })
    .where(and(listed(ctx), eq(notices.id, id)))
  await tellRead(ctx)
}

export async function readAllNotices(ctx: Ctx): Promise<{ count: number }> {
  const rows = await ctx.db
    .update(notices)
    .set({ readAt: ctx.now() })
    .where(and(listed(ctx), isNull(notices.readAt)))
    .returning({ id: notices.id })
  if (rows.length > 0) await tellRead(ctx)
  return { count: rows.length }
}

/** Other pages and devices of the person. */
async function tellRead(ctx: Ctx): Promise<void> {
  await ctx.events.emit({ type: 'notice.read', data: { memberId: requirePerson(ctx).memberId } })
}

function listed(ctx: Ctx) {
  return and(
    eq(notices.workspaceId, ctx.workspaceId),
    eq(notices.memberId, requirePerson(ctx).memberId),
    eq(notices.inApp, true),
  )
}

function olderThan(cursor: string) {
  const [at = '', id = ''] = decodeCursor(cursor, 2)
  const moment = new Date(at)
  return or(lt(notices.at, moment), and(eq(notices.at, moment), lt(notices.id, id)))
}

function viewNotice(row: NoticeRow): Notice {
  const { id, kind, interestId, conversationId, channelId, sourceType, count: amount, who, text } = row
  return {
    id,
    kind,
    interestId,
    conversationId,
    channelId,
    sourceType,
    count: amount,
    who,
    text,
    at: row.at.toISOString(),
    readAt: row.readAt?.toISOString() ?? null,
  }
}
