/** Messages as the outside sees them; few look-ups for any number of rows. */
import type { MemberBrief, Message, MessageAttachment } from '@otklik/contract'
import { and, asc, eq, inArray } from 'drizzle-orm'
import { listFileRows, viewFile } from '../files/index.ts'
import { memberBriefs } from '../members/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { listMessageRows, type MessageRow } from './message-row.ts'
import { conversationMarks, messageAttachments } from './messages.table.ts'

export async function viewMessages(ctx: Ctx, rows: readonly MessageRow[]): Promise<Message[]> {
  const around = await loadAround(ctx, rows)
  return rows.map((row) => viewRow(row, around))
}

export async function viewMessage(ctx: Ctx, row: MessageRow): Promise<Message> {
  const [view] = await viewMessages(ctx, [row])
  if (!view) throw new Error('a message without its view')
  return view
}

interface Around {
  members: Map<string, MemberBrief>
  quoted: Map<string, MessageRow>
  attachments: Map<string, MessageAttachment[]>
  marks: Map<string, Message['marks']>
}

async function loadAround(ctx: Ctx, rows: readonly MessageRow[]): Promise<Around> {
  const quoted = await listMessageRows(
    ctx,
    rows.flatMap((row) => row.replyToId ?? []),
  )
  return {
    members: await memberBriefs(
      ctx,
      rows.flatMap((row) => [...row.mentionIds, ...(row.memberId ? [row.memberId] : [])]),
    ),
    quoted: new Map(quoted.map((row) => [row.id, row])),
    attachments: await loadAttachments(ctx, rows),
    marks: await loadMarks(
      ctx,
      rows.map(({ id }) => id),
    ),
  }
}

async function loadAttachments(
  ctx: Ctx,
  rows: readonly MessageRow[],
): Promise<Map<string, MessageAttachment[]>> {
  const ids = rows.filter((row) => row.attachmentCount > 0).map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const a = messageAttachments
  const found = await ctx.db
    .select()
    .from(a)
    .where(and(eq(a.workspaceId, ctx.workspaceId), inArray(a.messageId, ids)))
    .orderBy(asc(a.id))
  const views = await viewAttachments(ctx, found)
  const map = new Map<string, MessageAttachment[]>()
  for (const [index, { messageId }] of found.entries()) {
    const view = views[index]
    if (view) map.set(messageId, [...(map.get(messageId) ?? []), view])
  }
  return map
}

export type AttachmentRow = typeof messageAttachments.$inferSelect

/** In the order of the rows. */
export async function viewAttachments(
  ctx: Ctx,
  rows: readonly AttachmentRow[],
): Promise<MessageAttachment[]> {
  const files = await listFileRows(
    ctx,
    rows.flatMap((row) => row.fileId ?? []),
  )
  const byId = new Map(files.map((file) => [file.id, viewFile(file)]))
  return rows.map((row) => {
    const file = row.fileId ? byId.get(row.fileId) : undefined
    return {
      id: row.id,
      kind: row.kind,
      state: row.state,
      name: file?.name ?? row.name,
      mime: file?.mime ?? row.mime,
      size: file?.size ?? row.size,
      fileId: row.fileId,
      url: file?.url ?? null,
      thumbnailUrl: file?.thumbnailUrl ?? null,
      suspicious: file?.suspicious ?? false,
    }
  })
}

async function loadMarks(ctx: Ctx, ids: string[]): Promise<Around['marks']> {
  const map: Around['marks'] = new Map()
  if (ids.length === 0) return map
  const m = conversationMarks
  const rows = await ctx.db
    .select()
    .from(m)
    .where(and(eq(m.workspaceId, ctx.workspaceId), inArray(m.messageId, ids)))
    .orderBy(asc(m.at), asc(m.id))
  for (const { id, messageId, words, by, at } of rows)
    map.set(messageId, [...(map.get(messageId) ?? []), { id, words, by, at: at.toISOString() }])
  return map
}

function viewRow(row: MessageRow, around: Around): Message {
  return {
    id: row.id,
    conversationId: row.conversationId,
    direction: row.direction,
    author: viewAuthor(row, around),
    reason: row.reason,
    text: row.text,
    occurredAt: row.occurredAt.toISOString(),
    state: row.state,
    error: row.error,
    sendAfter: time(row.sendAfter),
    sentAt: time(row.sentAt),
    deliveredAt: time(row.deliveredAt),
    readAt: time(row.readAt),
    editedAt: time(row.editedAt),
    removed: row.removedAt && { at: row.removedAt.toISOString(), by: row.removedBy },
    replyTo: viewQuote(row, around),
    albumKey: row.albumKey,
    attachments: around.attachments.get(row.id) ?? [],
    fields: row.fields,
    mentions: row.mentionIds.flatMap((id) => around.members.get(id) ?? []),
    marks: around.marks.get(row.id) ?? [],
    interestId: row.interestId,
    url: row.url,
  }
}

function viewAuthor({ author }: MessageRow, { members }: Around): Message['author'] {
  const member = author.kind === 'member' && author.id ? members.get(author.id) : undefined
  return member ? { ...author, name: member.name, photoUrl: member.photoUrl } : author
}

function viewQuote(row: MessageRow, { quoted }: Around): Message['replyTo'] {
  const source = row.replyToId ? quoted.get(row.replyToId) : undefined
  if (source) return { messageId: source.id, text: source.text.slice(0, 300), authorName: source.author.name }
  return row.replyToExternalId ? { messageId: null, text: '', authorName: '' } : null
}

function time(date: Date | null): string | null {
  return date?.toISOString() ?? null
}
