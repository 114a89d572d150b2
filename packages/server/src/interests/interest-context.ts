/** What a card stands under: its post and the comment it answers. */
import type { InterestContext } from '@otklik/contract'
import { and, eq, isNull, or, sql } from 'drizzle-orm'
import { channelObjects } from '../channels/channel-objects.table.ts'
import type { Ctx } from '../platform/ctx.ts'
import type { InterestRow } from './interest-row.ts'
import { interests } from './interests.table.ts'

/** Cards that came before their post was known get its title and link. No new version: nobody's edit is trampled on. */
export async function completeFromObject(
  ctx: Ctx,
  object: { id: string; title: string | null; url: string | null },
): Promise<void> {
  const { title, url } = object
  const lacking = [
    ...(title === null ? [] : [isNull(interests.sourceTitle)]),
    ...(url === null ? [] : [isNull(interests.sourceUrl)]),
  ]
  if (lacking.length === 0) return
  const done = await ctx.db
    .update(interests)
    .set({
      sourceTitle: sql`coalesce(${interests.sourceTitle}, ${title})`,
      sourceUrl: sql`coalesce(${interests.sourceUrl}, ${url})`,
    })
    .where(and(eq(interests.workspaceId, ctx.workspaceId), eq(interests.objectId, object.id), or(...lacking)))
    .returning({ id: interests.id })
  if (done.length > 0) await ctx.events.emit({ type: 'interests.changed', data: { count: done.length } })
}

export async function readContext(
  ctx: Ctx,
  { objectId, parentKey }: Pick<InterestRow, 'objectId' | 'parentKey'>,
): Promise<InterestContext> {
  return {
    post: objectId === null ? null : await findPost(ctx, objectId),
    parent: parentKey === null ? null : await findParent(ctx, parentKey),
  }
}

/** Characters of a post or a parent comment that are shown. */
const shownLength = 600

async function findPost(ctx: Ctx, objectId: string): Promise<InterestContext['post']> {
  const [row] = await ctx.db
    .select()
    .from(channelObjects)
    .where(and(eq(channelObjects.workspaceId, ctx.workspaceId), eq(channelObjects.objectId, objectId)))
  if (!row) return null
  const { title, text, url, photoUrl } = row
  return { title, text: text.slice(0, shownLength), url, photoUrl, at: row.at?.toISOString() ?? null }
}

async function findParent(ctx: Ctx, objectKey: string): Promise<InterestContext['parent']> {
  const i = interests
  const [row] = await ctx.db
    .select({ interestId: i.id, authorName: i.authorName, text: i.text, at: i.occurredAt })
    .from(i)
    .where(and(eq(i.workspaceId, ctx.workspaceId), eq(i.objectKey, objectKey)))
  return row ? { ...row, text: row.text.slice(0, shownLength), at: row.at.toISOString() } : null
}
