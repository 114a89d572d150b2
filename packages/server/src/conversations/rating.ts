/** The person's own mark: asked after closing, taken from a digit they send back. */
import type { Message } from '@otklik/contract'
import type { InboundMessage } from '../channels/channel.ts'
import { actorMay } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { AppError } from '../platform/errors.ts'
import { changeConversation } from './conversation-change.ts'
import { getConversationUnchecked, lockConversation, type ConversationRow } from './conversation-row.ts'
import { requireReach } from './gate.ts'
import { viewMessage } from './messages.view.ts'
import { speak } from './speak.ts'
import { readSettings } from './settings.ts'
import { writeSystem } from './system-message.ts'
import { lockVisibleConversation } from './visibility.ts'

/** A digit that comes later is talk, not a mark. */
const patienceMs = 72 * 3600_000

export async function askRating(ctx: Ctx, id: string): Promise<Message> {
  const row = await lockVisibleConversation(ctx, id)
  await requireReach(ctx, row)
  const { ratingRequest } = await readSettings(ctx)
  if (!ratingRequest)
    throw new AppError('INVALID', {
      message: 'Write the request in the settings of dialogs first',
      data: { fields: { ratingRequest: 'required' } },
    })
  const message = await speak(ctx, row, ratingRequest)
  await changeConversation(
    ctx,
    await getConversationUnchecked(ctx, id),
    { ratingAskedAt: ctx.now() },
    { changed: ['rating'] },
  )
  return viewMessage(ctx, message)
}

/** Only where somebody talked with the person and they can still be reached. */
export async function askRatingOnClose(ctx: Ctx, id: string): Promise<void> {
  const { ratingRequest } = await readSettings(ctx)
  if (!ratingRequest) return
  const row = await lockConversation(ctx, id)
  if (!row.acceptedAt || row.closedWay !== 'done' || row.ratingAskedAt || row.forbiddenSince) return
  if (row.windowUntil && row.windowUntil <= ctx.now()) return
  if (!actorMay(ctx.actor, 'conversations.work')) return
  await speak(ctx, row, ratingRequest)
  await changeConversation(
    ctx,
    await getConversationUnchecked(ctx, id),
    { ratingAskedAt: ctx.now() },
    { changed: [] },
  )
}

/** 1 to 5, alone or followed by signs; undefined is talk. */
export function readRating(text: string): number | undefined {
  const bare = text.replaceAll('\uFE0F', '').trim()
  if (/^[⭐★]{1,5}$/u.test(bare)) return [...bare].length
  const digit = /^([1-5])(?:\s*(?:из 5|\/\s*5))?[\s!.)⭐★]*$/u.exec(bare)?.[1]
  return digit ? Number(digit) : undefined
}

/** True when the message was the mark: it begins no new session. */
export async function takeRating(
  ctx: Ctx,
  row: ConversationRow,
  message: InboundMessage,
): Promise<ConversationRow | undefined> {
  const asked = row.ratingAskedAt
  if (!asked || row.state !== 'closed' || message.attachments.length > 0) return undefined
  if (ctx.now().getTime() > asked.getTime() + patienceMs) return undefined
  const rating = readRating(message.text)
  if (!rating) return undefined
  const after = await changeConversation(
    ctx,
    row,
    { rating, ratedAt: ctx.now(), ratingAskedAt: null },
    { changed: ['rating'], audit: { action: 'conversation.rated', after: { rating } } },
  )
  await writeSystem(ctx, after, { code: 'rated', params: { stars: String(rating) } })
  return after
}
