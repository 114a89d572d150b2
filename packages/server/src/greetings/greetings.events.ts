/** What greetings hear of: requests to join, messages of people, what became of our own. */
import { and, count, eq } from 'drizzle-orm'
import { findMessage, listConversationRows } from '../conversations/index.ts'
import { messages } from '../conversations/messages.table.ts'
import { getInterestRow } from '../interests/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { subscribe, type Subscription } from '../platform/events.ts'
import { callApproval } from './greetings.jobs.ts'
import { greetingPeople } from './greetings.table.ts'
import { findLinkByCode } from './links.ts'
import { meetPerson, type Comer } from './meet.ts'
import { changePerson, findPerson, told, type PersonRow } from './person-row.ts'
import { findRule } from './rules.ts'

type ConversationRow = Awaited<ReturnType<typeof listConversationRows>>[number]
type MessageRow = NonNullable<Awaited<ReturnType<typeof findMessage>>>

/** Clocks of networks and ours differ by this at most. */
const clockMs = 120_000
/** Older words come from an imported history: nobody is greeted for them. */
const freshMs = 86_400_000

export const greetingSubscriptions: readonly Subscription[] = [
  subscribe('interest.created', (ctx, { interestId }) => hearRequest(ctx, interestId)),
  subscribe('message.created', async (ctx, { conversationId, messageId, direction }) => {
    if (direction !== 'in') return
    const [conversation] = await listConversationRows(ctx, [conversationId])
    const message = await findMessage(ctx, messageId)
    if (conversation?.kind === 'private' && message) await hearMessage(ctx, conversation, message)
  }),
  subscribe('message.changed', async (ctx, { messageId, changed }) => {
    if (changed.includes('state')) await hearOutcome(ctx, messageId)
  }),
]

async function hearRequest(ctx: Ctx, interestId: string): Promise<void> {
  const card = await getInterestRow(ctx, interestId)
  const { replyTarget: target, channelId } = card
  if (target?.kind !== 'join_request' || channelId === null) return
  await meetPerson(ctx, {
    channelId,
    chatId: target.userId,
    contactId: card.contactId,
    name: card.authorName,
    sourceType: card.sourceType,
    trigger: 'request',
    target,
    windowUntil: target.expiresAt === null ? null : new Date(target.expiresAt),
    source: card.campaign,
    conversationId: null,
    interestId,
  })
}

async function hearMessage(ctx: Ctx, conversation: ConversationRow, message: MessageRow): Promise<void> {
  const { channelId, externalChatId: chatId } = conversation
  if (channelId === null) return
  const known = await findPerson(ctx, { channelId, chatId })
  if (known && isAnswer(known, message)) await takeAnswer(ctx, known)
  else if (!known?.greetedAt) await greetWriter(ctx, conversation, message)
  await takeReferral(ctx, conversation, message)
}

/** To a greeting for a first message only what comes after it answers; a request was made without words. */
function isAnswer({ state, trigger, greetedAt, answeredAt }: PersonRow, message: MessageRow): boolean {
  if (!greetedAt || answeredAt || message.occurredAt.getTime() < greetedAt.getTime() - clockMs) return false
  return state === 'sent' || (trigger === 'request' && (state === 'queued' || state === 'unknown'))
}

async function takeAnswer(ctx: Ctx, row: PersonRow): Promise<void> {
  await told(ctx, await changePerson(ctx, row.id, { answeredAt: ctx.now() }))
  const rule = await findRule(ctx, row.channelId)
  if (rule?.enabled && rule.approve === 'after_answer' && row.interestId) await callApproval(ctx, row.id)
}

async function greetWriter(ctx: Ctx, conversation: ConversationRow, message: MessageRow): Promise<void> {
  const comer = comerOf(conversation)
  if (!comer || message.occurredAt.getTime() < ctx.now().getTime() - freshMs) return
  const rule = await findRule(ctx, comer.channelId)
  if (rule?.enabled && rule.onMessage && (await isFirst(ctx, conversation.id)))
    await meetPerson(ctx, { ...comer, trigger: 'message' })
}

/** Came by one of our links, whoever they are: counted once. */
async function takeReferral(ctx: Ctx, conversation: ConversationRow, message: MessageRow): Promise<void> {
  const comer = comerOf(conversation)
  const link = comer && (await findLinkByCode(ctx, comer.channelId, conversation.campaign))
  if (!link || !comer || message.occurredAt.getTime() < link.createdAt.getTime() - clockMs) return
  const row = (await findPerson(ctx, comer)) ?? (await meetPerson(ctx, { ...comer, trigger: 'link' }))
  if (row.referredAt) return
  const set = { referredAt: ctx.now(), linkId: link.id, source: link.name }
  await told(ctx, await changePerson(ctx, row.id, set))
}

function comerOf(row: ConversationRow): Omit<Comer, 'trigger'> | undefined {
  const { channelId, replyTarget: target } = row
  if (channelId === null || target === null) return undefined
  return {
    channelId,
    chatId: row.externalChatId,
    contactId: row.contactId,
    name: row.personName,
    sourceType: row.sourceType ?? 'other',
    target,
    windowUntil: row.windowUntil,
    source: row.campaign,
    conversationId: row.id,
    interestId: null,
  }
}

async function isFirst(ctx: Ctx, conversationId: string): Promise<boolean> {
  const [row] = await ctx.db
    .select({ n: count() })
    .from(messages)
    .where(
      and(
        eq(messages.workspaceId, ctx.workspaceId),
        eq(messages.conversationId, conversationId),
        eq(messages.direction, 'in'),
      ),
    )
  return row?.n === 1
}

async function hearOutcome(ctx: Ctx, messageId: string): Promise<void> {
  const p = greetingPeople
  const [row] = await ctx.db
    .select()
    .from(p)
    .where(and(eq(p.workspaceId, ctx.workspaceId), eq(p.messageId, messageId)))
    .for('update')
  const message = row && (await findMessage(ctx, messageId))
  if (!row || !message) return
  const rule = await findRule(ctx, row.channelId)
  const set = outcomeOf(message, rule?.silentAfterHours ?? 72)
  if (!set || set.state === row.state) return
  await told(ctx, await changePerson(ctx, row.id, set))
  // Before that the network would take no more words from us.
  if (rule?.enabled && rule.approve === 'after_greeting' && row.interestId) await callApproval(ctx, row.id)
}

function outcomeOf({ state, error, sentAt }: MessageRow, silentAfterHours: number) {
  if (state === 'failed' || state === 'unknown') return { state, error } as const
  if (!sentAt || (state !== 'sent' && state !== 'delivered' && state !== 'read')) return undefined
  const silentAt = new Date(sentAt.getTime() + silentAfterHours * 3_600_000)
  return { state: 'sent', error: null, sentAt, silentAt } as const
}
