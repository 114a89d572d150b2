/** Rows of posts: how they are loaded, changed and shown. */
import type { Post, PostState } from '@otklik/contract'
import { and, desc, eq, sql } from 'drizzle-orm'
import { recordAudit } from '../audit/index.ts'
import { getChannelRow } from '../channels/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { notFound } from '../platform/errors.ts'
import { decodeCursor, encodeCursor, type Page } from '../platform/page.ts'
import { posts, type PostRow } from './posts.table.ts'

export async function findPostRow(ctx: Ctx, id: string, lock = false): Promise<PostRow | undefined> {
  const query = ctx.db.select().from(posts).where(isPost(ctx, id))
  const [row] = await (lock ? query.for('update') : query)
  return row
}

export async function lockPost(ctx: Ctx, id: string): Promise<PostRow> {
  const row = await findPostRow(ctx, id, true)
  if (!row) throw notFound('There is no such post')
  return row
}

export async function listPosts(
  ctx: Ctx,
  query: { id: string; cursor?: string | undefined; limit: number },
): Promise<Page<Post>> {
  await getChannelRow(ctx, query.id)
  const [afterAt, afterId] = query.cursor === undefined ? [] : decodeCursor(query.cursor, 2)
  const rows = await ctx.db
    .select()
    .from(posts)
    .where(
      and(
        eq(posts.workspaceId, ctx.workspaceId),
        eq(posts.channelId, query.id),
        afterAt === undefined
          ? undefined
          : sql`(${posts.createdAt}, ${posts.id}) < (${afterAt}::timestamptz, ${afterId}::uuid)`,
      ),
    )
    .orderBy(desc(posts.createdAt), desc(posts.id))
    .limit(query.limit + 1)
  const page = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? page.at(-1) : undefined
  return {
    items: page.map(viewPost),
    nextCursor: last ? encodeCursor([last.createdAt.toISOString(), last.id]) : null,
  }
}

/** Changes the post and tells the screens. */
export async function changePost(
  ctx: Ctx,
  row: PostRow,
  set: Partial<PostRow> & { state?: PostState },
): Promise<PostRow> {
  const [after] = await ctx.db.update(posts).set(set).where(isPost(ctx, row.id)).returning()
  if (!after) throw new Error(`post ${row.id} is gone`)
  await tellPost(ctx, after)
  return after
}

export async function tellPost(ctx: Ctx, { id, channelId }: PostRow): Promise<void> {
  await ctx.events.emit({ type: 'post.changed', data: { postId: id, channelId } })
}

export async function signPost(
  ctx: Ctx,
  { id }: PostRow,
  action: string,
  values: { before?: Record<string, unknown>; after?: Record<string, unknown> },
): Promise<void> {
  await recordAudit(ctx, { action, object: { kind: 'post', id }, ...values })
}

export function viewPost(row: PostRow): Post {
  const { id, channelId, text, heldBy, url, error, by } = row
  // One that may be out already is past changing and taking back, though it waits for another try.
  const state = row.state === 'queued' && row.doubtSince !== null ? 'sending' : row.state
  return {
    id,
    channelId,
    place: { id: row.placeId, name: row.placeName },
    text,
    heldBy,
    state,
    url,
    error,
    by,
    publishAt: row.publishAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
  }
}

function isPost(ctx: Ctx, id: string) {
  return and(eq(posts.workspaceId, ctx.workspaceId), eq(posts.id, id))
}
