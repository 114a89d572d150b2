/** Files that came with an event. */
import type { Attachment } from '@otklik/contract'
import { and, eq } from 'drizzle-orm'
import type { InboundAttachment } from '../channels/channel.ts'
import { listFileRows, storeFile, viewFile } from '../files/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { interestAttachments } from './interests.table.ts'

/** Stores those that brought their bytes. */
export async function attachInbound(
  ctx: Ctx,
  interestId: string,
  attachments: readonly InboundAttachment[],
): Promise<void> {
  for (const { content, ...attachment } of attachments) {
    if (!content) continue
    const file = await storeFile(ctx, { name: attachment.name, content, claimedMime: attachment.mime })
    await ctx.db.insert(interestAttachments).values({
      workspaceId: ctx.workspaceId,
      id: ctx.newId(),
      interestId,
      fileId: file.id,
      inline: attachment.inline,
      contentId: attachment.contentId,
    })
  }
}

/** Inline pictures belong to the letter's HTML and are not listed. */
export async function listAttachments(ctx: Ctx, interestId: string): Promise<Attachment[]> {
  const rows = await ctx.db
    .select({ id: interestAttachments.id, fileId: interestAttachments.fileId })
    .from(interestAttachments)
    .where(
      and(
        eq(interestAttachments.workspaceId, ctx.workspaceId),
        eq(interestAttachments.interestId, interestId),
        eq(interestAttachments.inline, false),
      ),
    )
    .orderBy(interestAttachments.id)
  const files = await listFileRows(
    ctx,
    rows.map((row) => row.fileId),
  )
  return rows.flatMap(({ fileId }) => files.filter((file) => file.id === fileId).map(viewFile))
}
