/** Finds or makes the dialog of a chat. */
import { and, eq, sql } from 'drizzle-orm'
import type { InboundAuthor, InboundMessage } from '../channels/channel.ts'
import { resolveContact } from '../contacts/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { recordCounts } from './conversation-counts.ts'
import { lockConversation, type ConversationRow } from './conversation-row.ts'
import { conversations } from './conversations.table.ts'

export interface ChatPlace {
  channelId: string
  chatId: string
}

/** Signals of one chat take turns, also between processes: what comes before its message is then never missed. Comes before any other lock. */
export async function lockChat(ctx: Ctx, { channelId, chatId }: ChatPlace): Promise<void> {
  await ctx.db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.workspaceId} ${channelId} ${chatId}`}, 0))`,
  )
}

export async function findChat(
  ctx: Ctx,
  { channelId, chatId }: ChatPlace,
): Promise<ConversationRow | undefined> {
  const [row] = await ctx.db
    .select()
    .from(conversations)
    .where(
      and(
        eq(conversations.workspaceId, ctx.workspaceId),
        eq(conversations.channelId, channelId),
        eq(conversations.externalChatId, chatId),
      ),
    )
  return row
}

/** Locked; made when it is not there. */
export async function openChat(
  ctx: Ctx,
  place: ChatPlace,
  message: InboundMessage,
): Promise<{ conversation: ConversationRow; created: boolean }> {
  const known = await findChat(ctx, place)
  if (known) return { conversation: await lockConversation(ctx, known.id), created: false }
  const person = message.direction === 'in' && message.chatKind === 'private' ? message.author : null
  const conversation = await createConversation(ctx, {
    channelId: place.channelId,
    externalChatId: place.chatId,
    kind: message.chatKind,
    sourceType: message.sourceType,
    title: message.sourceTitle,
    sourceUrl: message.sourceUrl,
    campaign: message.campaign,
    replyTarget: message.replyTarget,
    lastMessageAt: message.occurredAt,
    state: 'new',
    ...(await personOf(ctx, person)),
  })
  return { conversation, created: true }
}

/** Who is at the other end, as a patch. */
export async function personOf(
  ctx: Ctx,
  author: InboundAuthor | null,
): Promise<Partial<Pick<ConversationRow, 'contactId' | 'personName'>>> {
  if (!author) return {}
  return { contactId: await resolveContact(ctx, author), personName: author.name }
}

type NewConversation = Partial<ConversationRow> &
  Pick<ConversationRow, 'channelId' | 'externalChatId' | 'kind' | 'state' | 'lastMessageAt'>

export async function createConversation(ctx: Ctx, values: NewConversation): Promise<ConversationRow> {
  const [row] = await ctx.db
    .insert(conversations)
    .values({ ...values, workspaceId: ctx.workspaceId, id: ctx.newId(), createdAt: ctx.now() })
    .returning()
  if (!row) throw new Error('the dialog was not written')
  await recordCounts(ctx, null, row)
  await ctx.events.emit({ type: 'conversation.created', data: { conversationId: row.id } })
  return row
}
