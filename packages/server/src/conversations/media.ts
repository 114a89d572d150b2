/** Everything shown and sent in a dialog, newest first. */
import { and, desc, eq, inArray, notInArray, sql } from 'drizzle-orm'
import type { MessageAttachment } from '@otklik/contract'
import type { Ctx } from '../platform/ctx.ts'
import { encodeCursor, type Page } from '../platform/page.ts'
import { placeOf } from './message-list.ts'
import { messageAttachments } from './messages.table.ts'
import { viewAttachments } from './messages.view.ts'
import { getVisibleConversation } from './visibility.ts'

export interface MediaQuery {
  id: string
  kind?: 'pictures' | 'files' | 'voice' | undefined
  cursor?: string | undefined
  limit: number
}

export async function listMedia(
  ctx: Ctx,
  query: MediaQuery,
): Promise<Page<{ messageId: string; at: string; attachment: MessageAttachment }>> {
  await getVisibleConversation(ctx, query.id)
  const a = messageAttachments
  const place = query.cursor === undefined ? undefined : placeOf(query.cursor)
  const rows = await ctx.db
    .select()
    .from(a)
    .where(
      and(
        eq(a.workspaceId, ctx.workspaceId),
        eq(a.conversationId, query.id),
        kindIs(query.kind),
        place &&
          sql`(${a.occurredAt}, ${a.id}) < (${place.occurredAt.toISOString()}::timestamptz, ${place.id}::uuid)`,
      ),
    )
    .orderBy(desc(a.occurredAt), desc(a.id))
    .limit(query.limit + 1)
  const page = rows.slice(0, query.limit)
  const views = await viewAttachments(ctx, page)
  const last = rows.length > query.limit ? page.at(-1) : undefined
  return {
    items: page.flatMap(({ messageId, occurredAt }, index) => {
      const attachment = views[index]
      return attachment ? [{ messageId, at: occurredAt.toISOString(), attachment }] : []
    }),
    nextCursor: last ? encodeCursor([last.occurredAt.toISOString(), last.id]) : null,
  }
}

function kindIs(kind: MediaQuery['kind']) {
  const column = messageAttachments.kind
  if (kind === 'pictures') return inArray(column, ['image', 'video', 'sticker'])
  if (kind === 'voice') return inArray(column, ['voice', 'audio'])
  return kind === 'files' ? notInArray(column, ['image', 'video', 'sticker', 'voice', 'audio']) : undefined
}
