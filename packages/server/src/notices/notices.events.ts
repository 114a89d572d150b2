/** What raises notices. A reaction writes one small row; colleagues are looked up later, once for a burst. */
import { and, desc, eq } from 'drizzle-orm'
import { answers } from '../answers/answers.table.ts'
import { auditEntries } from '../audit/audit.table.ts'
import { channels } from '../channels/channels.table.ts'
import { actingMemberId } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { subscribe, type Subscription } from '../platform/events.ts'
import { readLocale } from './draft-notices.ts'
import { queueMessageFailure, queueMessageNotice } from './dialog-notices.ts'
import { queue } from './notice-queue.ts'

export const noticeSubscriptions: readonly Subscription[] = [
  subscribe('interest.created', (ctx, { interestId }) => queue(ctx, 'new_card', interestId, {})),
  subscribe('interest.assigned', async (ctx, { interestId, memberId, byMemberId }) => {
    if (memberId && memberId !== byMemberId)
      await queue(ctx, 'assigned', interestId, { memberId, who: ctx.actor.name })
  }),
  subscribe('interest.handed_over', async (ctx, { interestId, memberId }) => {
    if (memberId !== actingMemberId(ctx.actor))
      await queue(ctx, 'handed_over', interestId, { memberId, who: ctx.actor.name })
  }),
  subscribe('interests.changed', async (ctx, { bulkId, count }) => {
    if (bulkId) await queue(ctx, 'bulk_assigned', bulkId, { count, who: ctx.actor.name })
  }),
  subscribe('interest.changed', async (ctx, { interestId, changed }) => {
    if (changed.includes('notes')) await queueMention(ctx, interestId)
  }),
  subscribe('answer.changed', async (ctx, { interestId, answerId, state }) => {
    if (state === 'failed' || state === 'bounced' || state === 'unknown')
      await queueFailure(ctx, interestId, answerId)
  }),
  subscribe('message.created', queueMessageNotice),
  subscribe('message.changed', async (ctx, { messageId, changed }) => {
    if (changed.includes('state')) await queueMessageFailure(ctx, messageId)
  }),
  subscribe('channel.changed', (ctx, { channelId }) => queueTrouble(ctx, channelId)),
  subscribe('channel.warned', async (ctx, { channelId, name, words }) =>
    queue(ctx, 'channel_warning', channelId, { who: name, text: words[await readLocale(ctx)] }),
  ),
  subscribe('planned_contact.due', (ctx, { plannedContactId, memberId, who, what }) =>
    queue(ctx, 'planned_contact', plannedContactId, { memberId, who, text: what }),
  ),
  subscribe('webhook.stopped', (ctx, { webhookId, name, error }) =>
    queue(ctx, 'webhook_stopped', webhookId, { who: name, text: error }),
  ),
]

/** A source that is away for a few minutes mends itself. */
const patienceMs = 10 * 60_000

/** The event says that a note was written; its words are the last in the history. */
async function queueMention(ctx: Ctx, interestId: string): Promise<void> {
  const a = auditEntries
  const [entry] = await ctx.db
    .select({ note: a.note })
    .from(a)
    .where(
      and(
        eq(a.workspaceId, ctx.workspaceId),
        eq(a.objectKind, 'interest'),
        eq(a.objectId, interestId),
        eq(a.action, 'interest.noted'),
      ),
    )
    .orderBy(desc(a.at), desc(a.id))
    .limit(1)
  if (!entry?.note?.includes('@')) return
  await queue(ctx, 'mention', interestId, {
    who: ctx.actor.name,
    text: entry.note,
    byMemberId: actingMemberId(ctx.actor) ?? null,
  })
}

async function queueFailure(ctx: Ctx, interestId: string, answerId: string): Promise<void> {
  const [answer] = await ctx.db
    .select({ memberId: answers.memberId, error: answers.error })
    .from(answers)
    .where(and(eq(answers.workspaceId, ctx.workspaceId), eq(answers.id, answerId)))
  if (answer?.memberId)
    await queue(ctx, 'answer_failed', interestId, { memberId: answer.memberId, text: answer.error ?? '' })
}

async function queueTrouble(ctx: Ctx, channelId: string): Promise<void> {
  const [channel] = await ctx.db
    .select({ state: channels.state, problem: channels.problem })
    .from(channels)
    .where(and(eq(channels.workspaceId, ctx.workspaceId), eq(channels.id, channelId)))
  if (!channel?.problem) return
  if (channel.state === 'stopped') await queue(ctx, 'channel_trouble', channelId, {})
  else if (channel.state === 'failing')
    await queue(ctx, 'channel_trouble', channelId, {
      dueAt: new Date(Date.parse(channel.problem.since) + patienceMs),
    })
}
