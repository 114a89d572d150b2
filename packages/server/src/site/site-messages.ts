/** The talk of one visitor, in the order they see it. */
import { and, asc, eq, gt, max, sql } from 'drizzle-orm'
import type { Ctx } from '../platform/ctx.ts'
import { siteMessages, type SiteFile } from './site.table.ts'

export interface Chat {
  channelId: string
  chatId: string
}

export interface SiteMessageView {
  seq: number
  clientId: string
  author: 'visitor' | 'bot' | 'operator'
  authorName: string
  text: string
  files: SiteFile[]
  at: string
}

export interface NewSiteMessage {
  clientId: string
  author: SiteMessageView['author']
  authorName?: string
  text: string
  files?: SiteFile[]
}

const pageSize = 200

/** Once by `clientId`: the same one again gives the message that is there. */
export async function addSiteMessage(
  ctx: Ctx,
  chat: Chat,
  message: NewSiteMessage,
): Promise<SiteMessageView> {
  await lockThread(ctx, chat)
  const [known] = await ctx.db
    .select()
    .from(siteMessages)
    .where(and(ofChat(ctx, chat), eq(siteMessages.clientId, message.clientId)))
  if (known) return view(known)
  const [last] = await ctx.db
    .select({ seq: max(siteMessages.seq) })
    .from(siteMessages)
    .where(ofChat(ctx, chat))
  const [row] = await ctx.db
    .insert(siteMessages)
    .values({
      ...chat,
      workspaceId: ctx.workspaceId,
      id: ctx.newId(),
      seq: (last?.seq ?? 0) + 1,
      clientId: message.clientId,
      author: message.author,
      authorName: message.authorName ?? '',
      text: message.text,
      files: message.files ?? [],
      createdAt: ctx.now(),
    })
    .returning()
  if (!row) throw new Error('the message was not written')
  await ctx.events.emit({ type: 'site.message', data: { channelId: chat.channelId, chatId: chat.chatId } })
  return view(row)
}

/** At most 200 at a time, in order. */
export async function listSiteMessages(ctx: Ctx, chat: Chat, after: number): Promise<SiteMessageView[]> {
  const rows = await ctx.db
    .select()
    .from(siteMessages)
    .where(and(ofChat(ctx, chat), gt(siteMessages.seq, after)))
    .orderBy(asc(siteMessages.seq))
    .limit(pageSize)
  return rows.map(view)
}

export async function hasSiteMessage(ctx: Ctx, chat: Chat, clientId: string): Promise<boolean> {
  const rows = await ctx.db
    .select({ seq: siteMessages.seq })
    .from(siteMessages)
    .where(and(ofChat(ctx, chat), eq(siteMessages.clientId, clientId)))
  return rows.length > 0
}

/** Messages of one chat take turns, so that a number once seen has nothing missing below it. */
async function lockThread(ctx: Ctx, { channelId, chatId }: Chat): Promise<void> {
  const name = `site ${ctx.workspaceId} ${channelId} ${chatId}`
  await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`)
}

function ofChat(ctx: Ctx, { channelId, chatId }: Chat) {
  return and(
    eq(siteMessages.workspaceId, ctx.workspaceId),
    eq(siteMessages.channelId, channelId),
    eq(siteMessages.chatId, chatId),
  )
}

function view(row: typeof siteMessages.$inferSelect): SiteMessageView {
  const { seq, clientId, author, authorName, text, files, createdAt } = row
  return { seq, clientId, author, authorName, text, files, at: createdAt.toISOString() }
}
