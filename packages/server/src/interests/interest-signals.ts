/** What the intake hands over about cards that came earlier, or are yet to come. */
import { and, eq } from 'drizzle-orm'
import type { Signal } from '../channels/channel.ts'
import type { Ctx } from '../platform/ctx.ts'
import { findAct } from './interest-fold.ts'
import { actPendingKey, keepPending, objectPendingKey } from './interest-pending.ts'
import { lockInterest, type InterestRow } from './interest-row.ts'
import type { PendingChange } from './interest-told.table.ts'
import { editInterest, setPresence } from './interest-told.ts'
import { withdrawCard, withdrawParticipant } from './interest-withdrawn.ts'
import { interests } from './interests.table.ts'
import { cleanStrings, shortKey } from './storable-inbound.ts'

type Told<K extends Signal['kind']> = Extract<Signal, { kind: K }>
type Touched = { interestIds: string[]; created: false }

export async function takeEdited(
  ctx: Ctx,
  _from: unknown,
  { of, text, at }: Told<'edited'>,
): Promise<Touched> {
  return toldOf(ctx, of, {
    apply: (card) => editInterest(ctx, card, { text, at }),
    later: { kind: 'edited', text: cleanStrings(text), at: at.toISOString() },
  })
}

export async function takeRemoved(
  ctx: Ctx,
  _from: unknown,
  { of, at, by }: Told<'removed'>,
): Promise<Touched> {
  return toldOf(ctx, of, {
    apply: (card) => setPresence(ctx, card, { kind: 'removed', at, by }),
    later: { kind: 'removed', at: at.toISOString(), by },
  })
}

export async function takeRestored(ctx: Ctx, _from: unknown, { of, at }: Told<'restored'>): Promise<Touched> {
  return toldOf(ctx, of, {
    apply: (card) => setPresence(ctx, card, { kind: 'restored', at }),
    later: { kind: 'restored', at: at.toISOString() },
  })
}

/** A person leaves a folded card, or a card of one act is taken back whole. */
export async function takeWithdrawn(
  ctx: Ctx,
  { channel }: { channel: { id: string } },
  signal: Told<'withdrawn'>,
): Promise<Touched> {
  const externalId = shortKey(cleanStrings(signal.externalId))
  const { at } = signal
  const act = await findAct(ctx, channel.id, externalId)
  if (act) {
    // Older than the act: it speaks of an earlier one that was given anew since.
    if (act.withdrawnAt || at < act.at) return touched(act.interestId)
    await withdrawParticipant(ctx, await lockInterest(ctx, act.interestId), { id: act.id, at })
    return touched(act.interestId)
  }
  const id = await findCard(
    ctx,
    and(eq(interests.channelId, channel.id), eq(interests.externalId, externalId)),
  )
  if (id) await withdrawCard(ctx, await lockInterest(ctx, id), at)
  else
    await keepPending(ctx, actPendingKey(channel.id, externalId), { kind: 'withdrawn', at: at.toISOString() })
  return touched(id)
}

interface News {
  apply(card: InterestRow): Promise<void>
  later: PendingChange
}

async function toldOf(ctx: Ctx, of: Told<'edited'>['of'], news: News): Promise<Touched> {
  if (of.kind !== 'interest') throw new Error(`a ${of.kind} is no card`)
  const objectKey = shortKey(cleanStrings(of.objectKey))
  const id = await findCard(ctx, eq(interests.objectKey, objectKey))
  if (id) await news.apply(await lockInterest(ctx, id))
  else await keepPending(ctx, objectPendingKey(objectKey), news.later)
  return touched(id)
}

async function findCard(ctx: Ctx, condition: ReturnType<typeof and>): Promise<string | undefined> {
  const [row] = await ctx.db
    .select({ id: interests.id })
    .from(interests)
    .where(and(eq(interests.workspaceId, ctx.workspaceId), condition))
    .limit(1)
  return row?.id
}

function touched(id: string | undefined): Touched {
  return { interestIds: id === undefined ? [] : [id], created: false }
}
