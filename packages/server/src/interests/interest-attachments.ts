/** Files that came with an event. */
import type { Attachment } from '@otklik/contract'
import { and, eq } from 'drizzle-orm'
import type { InboundAttachment } from '../channels/channel.ts'
import { keepFile, listFileRows, prepareFiles, viewFile, type PreparedFile } from '../files/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import type { Platform } from '../platform/platform.ts'
import { interestAttachments } from './interests.table.ts'

/** By the very bytes of the attachment. */
export type InboundFiles = ReadonlyMap<Uint8Array, PreparedFile>

/** Puts the bytes that came along into the store; before the transaction that writes the card. */
export async function prepareInbound(
  platform: Platform,
  workspaceId: string,
  items: readonly { attachments: readonly InboundAttachment[] }[],
): Promise<InboundFiles> {
  const brought = items.flatMap((item) =>
    item.attachments.flatMap(({ name, mime, content }) =>
      content ? [{ name, content, claimedMime: mime }] : [],
    ),
  )
  const prepared = await prepareFiles(platform, workspaceId, brought)
  return new Map(
    prepared.flatMap((file, place) => {
      const content = brought[place]?.content
      return content ? [[content, file] as const] : []
    }),
  )
}

/** Keeps those that brought their bytes. */
export async function attachInbound(
  ctx: Ctx,
  interestId: string,
  attachments: readonly InboundAttachment[],
  prepared: InboundFiles,
): Promise<void> {
  for (const { content, ...attachment } of attachments) {
    if (!content) {
      await keepRemote(ctx, interestId, attachment)
      continue
    }
    const ready = prepared.get(content)
    if (!ready) throw new Error(`the file ${attachment.name} was not prepared before the card`)
    const file = await keepFile(ctx, ready)
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

/** Fetched by a job after the card is written: no network here. */
async function keepRemote(
  ctx: Ctx,
  interestId: string,
  { name, mime, size, url, remoteRef, inline, contentId }: Omit<InboundAttachment, 'content'>,
): Promise<void> {
  if (url === null && !remoteRef) return
  await ctx.db.insert(interestAttachments).values({
    workspaceId: ctx.workspaceId,
    id: ctx.newId(),
    interestId,
    state: 'pending',
    remote: { name, mime, size, url, remoteRef: remoteRef ?? null },
    inline,
    contentId,
  })
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
    rows.flatMap((row) => row.fileId ?? []),
  )
  return rows.flatMap(({ fileId }) => files.filter((file) => file.id === fileId).map(viewFile))
}
