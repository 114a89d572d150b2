/** The ends of a session: closed, put off, no answer needed. */
import { processInterest } from '../interests/index.ts'
import { actorBrief } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { AppError, invalid } from '../platform/errors.ts'
import { changeConversation } from './conversation-change.ts'
import { getConversationUnchecked, type ConversationRow } from './conversation-row.ts'
import { requireLeading } from './gate.ts'
import { askRatingOnClose } from './rating.ts'
import { writeSystem } from './system-message.ts'
import { lockVisibleConversation } from './visibility.ts'

export interface CloseInput {
  id: string
  way: 'done' | 'without_reply'
  reason?: string | undefined
}

/** What is without an answer closes only `without_reply`, with a reason; its card is processed with it. */
export async function closeConversation(ctx: Ctx, { id, way, reason }: CloseInput): Promise<ConversationRow> {
  const row = await lockVisibleConversation(ctx, id)
  if (row.kind === 'colleague') throw invalid('Dialogs of colleagues are not closed', { id: 'colleague' })
  if (row.state === 'closed') return row
  await requireLeading(ctx, row)
  if (row.unansweredSince && way === 'done') throw new AppError('STILL_UNANSWERED')
  if (way === 'without_reply' && !reason)
    throw invalid('Say why it is closed without a reply', { reason: 'required' })
  return endSession(ctx, row, { way, reason: reason ?? null })
}

/** Also for the job that closes what is quiet. */
export async function endSession(
  ctx: Ctx,
  row: ConversationRow,
  { way, reason }: { way: 'done' | 'without_reply' | 'quiet'; reason: string | null },
): Promise<ConversationRow> {
  const after = await changeConversation(
    ctx,
    row,
    {
      state: 'closed',
      unansweredSince: null,
      snoozedUntil: null,
      closedAt: ctx.now(),
      closedBy: actorBrief(ctx.actor),
      closedWay: way,
      closedReason: reason,
    },
    {
      changed: ['state', 'unanswered'],
      audit: { action: 'conversation.closed', before: { state: row.state }, after: { way }, note: reason },
    },
  )
  await writeSystem(ctx, after, {
    code: `closed_${way}`,
    params: { by: ctx.actor.name, reason: reason ?? '' },
  })
  if (row.interestId && row.unansweredSince)
    await processInterest(ctx, row.interestId, { way: 'no_reply_needed', reason: reason ?? 'Диалог закрыт' })
  await askRatingOnClose(ctx, row.id)
  return getConversationUnchecked(ctx, row.id)
}

export async function reopenConversation(ctx: Ctx, id: string): Promise<ConversationRow> {
  const row = await lockVisibleConversation(ctx, id)
  if (row.state !== 'closed') return row
  const after = await changeConversation(
    ctx,
    row,
    {
      state: row.acceptedAt ? 'open' : 'new',
      closedAt: null,
      closedBy: null,
      closedWay: null,
      closedReason: null,
    },
    { changed: ['state'], audit: { action: 'conversation.reopened', before: { state: 'closed' } } },
  )
  await writeSystem(ctx, after, { code: 'reopened', params: { by: ctx.actor.name } })
  return getConversationUnchecked(ctx, id)
}

/** The last words need no answer: the card is processed, nothing is written to the person. */
export async function noReplyNeeded(
  ctx: Ctx,
  { id, reason }: { id: string; reason: string },
): Promise<ConversationRow> {
  const row = await lockVisibleConversation(ctx, id)
  if (!row.unansweredSince) return row
  await requireLeading(ctx, row)
  await changeConversation(
    ctx,
    row,
    { unansweredSince: null },
    {
      changed: ['unanswered'],
      audit: { action: 'conversation.no_reply_needed', note: reason || null },
    },
  )
  if (row.interestId)
    await processInterest(ctx, row.interestId, { way: 'no_reply_needed', reason: reason || 'Ответ не нужен' })
  return getConversationUnchecked(ctx, id)
}

const longestSnoozeMs = 366 * 86_400_000

export async function snoozeConversation(
  ctx: Ctx,
  { id, until }: { id: string; until: string | null },
): Promise<ConversationRow> {
  const row = await lockVisibleConversation(ctx, id)
  const at = until === null ? null : new Date(until)
  const now = ctx.now().getTime()
  if (at && (at.getTime() <= now || at.getTime() > now + longestSnoozeMs))
    throw invalid('Choose a time ahead, at most a year', { until: 'out_of_range' })
  if (row.state === 'closed') throw invalid('Open the dialog first', { id: 'closed' })
  return changeConversation(
    ctx,
    row,
    { snoozedUntil: at },
    {
      changed: ['snoozed'],
      audit: {
        action: 'conversation.snoozed',
        before: { until: row.snoozedUntil?.toISOString() ?? null },
        after: { until },
      },
    },
  )
}
