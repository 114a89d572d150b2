/**
 * One session of a dialog is one card: the first client message makes it, further ones join it, an answer makes it processed,
 * a new question opens it again, and after a close the next message begins a new session.
 */
import type { Inbound, InboundMessage } from '../channels/channel.ts'
import type { TakenFrom } from '../channels/index.ts'
import {
  changeInterest,
  lockInterest,
  recordInterest,
  reopenInterest,
  type InterestRow,
} from '../interests/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { changeConversation, changeIfNew } from './conversation-change.ts'
import { getConversationUnchecked, type ConversationRow } from './conversation-row.ts'
import { cardWaits } from './follow-card.ts'
import { answerOffHours } from './off-hours.ts'
import { makeObjects } from './person-objects.ts'
import { takeRating } from './rating.ts'
import { readLine } from './settings.ts'
import { decideOperator } from './share.ts'

export interface Meeting {
  conversation: ConversationRow
  interestId: string | null
  created: boolean
}

/** The person wrote: begins a session or joins the present one. What is older than our answer or the close only enters the thread. */
export async function meetPerson(
  ctx: Ctx,
  from: TakenFrom,
  { conversation, message }: { conversation: ConversationRow; message: InboundMessage },
): Promise<Meeting> {
  if (isLate(conversation, message))
    return { conversation, interestId: conversation.interestId, created: false }
  const rated = await takeRating(ctx, conversation, message)
  if (rated) return { conversation: rated, interestId: rated.interestId, created: false }
  return conversation.state === 'closed' || conversation.interestId === null
    ? beginSession(ctx, from, { conversation, message })
    : joinSession(ctx, conversation, { interestId: conversation.interestId, message })
}

/** Clocks of networks and ours differ by this at most: within it a message is taken for new. */
const clockMs = 120_000

function isLate(
  { lastOutAt, lastOutBy, closedAt, state }: ConversationRow,
  { occurredAt }: InboundMessage,
): boolean {
  const time = occurredAt.getTime()
  if (lastOutAt && time <= lastOutAt.getTime() - (lastOutBy === 'us' ? clockMs : 0)) return true
  return state === 'closed' && closedAt !== null && time <= closedAt.getTime() - clockMs
}

async function beginSession(
  ctx: Ctx,
  from: TakenFrom,
  { conversation, message }: { conversation: ConversationRow; message: InboundMessage },
): Promise<Meeting> {
  const decision = await decideOperator(ctx, conversation, {
    sourceType: message.sourceType,
    activityClass: message.activityClass,
  })
  const { interestId, created } = await recordInterest(ctx, {
    ...from,
    inbound: cardOf(message),
    recognisedBy: null,
    ...(decision && {
      preset: {
        responsibleReason: decision.reason,
        ...(decision.memberId && { memberId: decision.memberId }),
      },
    }),
  })
  const card = await lockInterest(ctx, interestId)
  const after = await changeConversation(
    ctx,
    conversation,
    {
      state: 'new',
      interestId,
      sessionStartedAt: message.occurredAt,
      responsibleId: card.responsibleId,
      responsibleSince: card.responsibleSince,
      responsibleReason: card.responsibleReason,
      acceptedAt: null,
      acceptedById: null,
      unansweredSince: cardWaits(card) ? message.occurredAt : null,
      snoozedUntil: null,
      offHoursRepliedAt: null,
      ratingAskedAt: null,
      closedAt: null,
      closedBy: null,
      closedWay: null,
      closedReason: null,
    },
    { changed: ['state', 'unanswered'] },
  )
  await meetNewPerson(ctx, from, after)
  return { conversation: await answerOffHours(ctx, after), interestId, created }
}

async function joinSession(
  ctx: Ctx,
  conversation: ConversationRow,
  { interestId, message }: { interestId: string; message: InboundMessage },
): Promise<Meeting> {
  const card = await lockInterest(ctx, interestId)
  const waits = cardWaits({ ...card, processedAt: null })
  const before = conversation.unansweredSince
  const waiting = await changeIfNew(
    ctx,
    conversation,
    {
      snoozedUntil: null,
      unansweredSince: !waits ? null : before && before < message.occurredAt ? before : message.occurredAt,
    },
    { changed: before === null ? ['unanswered'] : ['messages'] },
  )
  await joinWords(ctx, card.processedAt ? await reopenInterest(ctx, interestId) : card, message.text)
  // The dialog follows a card that is opened again.
  const joined = card.processedAt ? await getConversationUnchecked(ctx, conversation.id) : waiting
  return { conversation: await answerOffHours(ctx, joined), interestId, created: false }
}

/** R219 to R222: beside the contact only what the channel's boxes ask for, once per person and dialog. */
async function meetNewPerson(ctx: Ctx, { channel }: TakenFrom, row: ConversationRow): Promise<void> {
  if (row.lastInAt || !row.contactId || row.kind !== 'private') return
  const wanted = (await readLine(ctx, channel.id))?.onNewPerson ?? []
  if (wanted.length === 0) return
  await makeObjects(ctx, row, {
    wanted,
    person: {
      contactId: row.contactId,
      name: row.personName,
      source: {
        type: row.sourceType ?? 'other',
        channelId: channel.id,
        channelName: channel.name,
        campaign: row.campaign,
      },
    },
  })
}

/** Longer cards are read in the dialog. */
const longestCard = 20_000

async function joinWords(ctx: Ctx, card: InterestRow, text: string): Promise<void> {
  if (text === '' || card.text.length + text.length > longestCard) return
  await changeInterest(ctx, card, { text: card.text === '' ? text : `${card.text}\n${text}` }, null)
  await ctx.events.emit({ type: 'interest.changed', data: { interestId: card.id, changed: ['text'] } })
}

function cardOf(message: InboundMessage): Inbound {
  const { chatId, externalId, occurredAt, author, text, fields, replyTarget, campaign } = message
  return {
    externalId: `${chatId}/${externalId}`,
    objectKey: null,
    sourceType: message.sourceType,
    activityClass: message.activityClass,
    action: 'chat_message',
    sourceUrl: message.sourceUrl,
    sourceTitle: message.sourceTitle,
    occurredAt,
    author,
    text,
    quoted: null,
    productHint: message.productHint,
    isPublic: false,
    rating: null,
    replyTarget,
    // They hang on the message.
    attachments: [],
    fields,
    warnings: [],
    campaign,
  }
}
