/** A person's act on a card is done at the network first, outside of any transaction, and then written down. */
import type { InterestAct } from '@otklik/contract'
import { getInterestRow, listActs, settleAct, type InterestRow } from '../interests/index.ts'
import { actorMay } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { AppError, errorMessage, forbidden } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { ChannelError, type ChannelAct, type ReplyTarget } from './channel.ts'
import { getChannelRow, openChannel, type OpenChannel } from './channel-rows.ts'
import { createIo } from './io.ts'

const limitMs = 20_000

/** Throws ACT_REFUSED with the network's words. Repeating an act does no harm. */
export async function actOnInterest(
  platform: Platform,
  run: <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>,
  { id, kind }: { id: string; kind: InterestAct },
): Promise<{ ok: true }> {
  const { card, channel, target } = await run((ctx) => prepare(ctx, id, kind))
  const signal = AbortSignal.timeout(limitMs)
  const io = createIo(platform, signal, { connector: channel.row.kind, channelId: channel.row.id })
  try {
    await channel.connector.channel.act?.(toChannelAct(card, target, kind), channel.config, io)
  } catch (cause) {
    const words =
      cause instanceof ChannelError
        ? cause.words
        : { ru: `Не получилось: ${errorMessage(cause)}`, en: `It did not work: ${errorMessage(cause)}` }
    throw new AppError('ACT_REFUSED', { message: words.en, data: { words }, cause })
  }
  await run((ctx) => settleAct(ctx, id, kind))
  return { ok: true }
}

interface Ready {
  card: InterestRow
  channel: OpenChannel
  target: ReplyTarget
}

async function prepare(ctx: Ctx, id: string, kind: InterestAct): Promise<Ready> {
  if (kind === 'remove' && !actorMay(ctx.actor, 'interests.assign'))
    throw forbidden('Only a head may remove a comment at the network')
  const card = await getInterestRow(ctx, id)
  const { replyTarget: target, channelId } = card
  const offered = await listActs(ctx, card)
  if (!target || channelId === null || !offered.includes(kind))
    throw new AppError('CONFLICT', { message: 'This cannot be done with the card now' })
  return { card, channel: openChannel(ctx.platform.vault, await getChannelRow(ctx, channelId)), target }
}

/** The comment is named as the way to answer names it. */
function toChannelAct(card: InterestRow, target: ReplyTarget, kind: InterestAct): ChannelAct {
  if (kind === 'approve' || kind === 'decline') return { kind, target }
  const externalId = (target.kind === 'comment' ? target.parentId : null) ?? card.externalId
  return { kind, target, externalId }
}
