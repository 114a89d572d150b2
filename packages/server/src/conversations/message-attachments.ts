/** Files of messages: stored when they brought their bytes, else fetched later by a job. */
import type { InboundAttachment } from '../channels/channel.ts'
import { keepFile } from '../files/index.ts'
import type { InboundFiles } from '../interests/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import type { MessageRow } from './message-row.ts'
import { messageAttachments } from './messages.table.ts'

export async function attachInbound(
  ctx: Ctx,
  message: MessageRow,
  attachments: readonly InboundAttachment[],
  prepared: InboundFiles,
): Promise<void> {
  for (const { content, ...attachment } of attachments) {
    const ready = content && prepared.get(content)
    if (content && !ready) throw new Error(`the file ${attachment.name} was not prepared before the message`)
    const file = ready ? await keepFile(ctx, ready) : null
    await ctx.db.insert(messageAttachments).values({
      workspaceId: ctx.workspaceId,
      id: ctx.newId(),
      conversationId: message.conversationId,
      messageId: message.id,
      occurredAt: message.occurredAt,
      kind: attachment.kind ?? kindOf(attachment.mime),
      state: file ? 'stored' : attachment.url || attachment.remoteRef ? 'waiting' : 'gone',
      name: attachment.name.slice(0, 150) || 'file',
      mime: attachment.mime.slice(0, 100),
      size: attachment.size > 0 ? Math.min(attachment.size, 2_147_483_647) : null,
      fileId: file?.id ?? null,
      url: attachment.url,
      remoteRef: attachment.remoteRef ?? null,
    })
  }
}

/** Files of ours, as they were uploaded. */
export async function attachOwn(
  ctx: Ctx,
  message: MessageRow,
  files: readonly { id: string; name: string; mime: string; size: number }[],
): Promise<void> {
  if (files.length === 0) return
  await ctx.db.insert(messageAttachments).values(
    files.map((file) => ({
      workspaceId: ctx.workspaceId,
      id: ctx.newId(),
      conversationId: message.conversationId,
      messageId: message.id,
      occurredAt: message.occurredAt,
      kind: kindOf(file.mime),
      state: 'stored' as const,
      name: file.name,
      mime: file.mime,
      size: file.size,
      fileId: file.id,
    })),
  )
}

export function kindOf(mime: string): NonNullable<InboundAttachment['kind']> {
  const [kind] = mime.split('/')
  return kind === 'image' || kind === 'video' || kind === 'audio' ? kind : 'file'
}
