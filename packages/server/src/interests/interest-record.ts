/** The birth of a card: one event of the outside world becomes one card, whatever road and however often it comes. */
import { and, eq, or, sql } from 'drizzle-orm'
import { auditEntries } from '../audit/audit.table.ts'
import { recordAudit } from '../audit/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { bearCard, composeRow, type InterestArrival } from './interest-birth.ts'
import { changeInterest } from './interest-change.ts'
import { foldInterest } from './interest-fold.ts'
import { lockInterest } from './interest-row.ts'
import { interests } from './interests.table.ts'
import { storableInbound } from './storable-inbound.ts'

/**
 * Writes the card exactly once. The same event again, or the same network object by another road (equal `objectKey`),
 * gives the card that is already there with `created: false`; the other road is kept in its history.
 * Acts that fold (likes, joins) give the card their key is counted on.
 * The responsible stays empty (R026): assignment reacts to `interest.created`.
 */
export async function recordInterest(
  ctx: Ctx,
  given: InterestArrival,
): Promise<{ interestId: string; created: boolean }> {
  const arrival = { ...given, inbound: storableInbound(given.inbound, ctx.now()) }
  const { fold } = arrival.inbound
  if (fold && arrival.channel)
    return foldInterest(ctx, arrival, { channelId: arrival.channel.id, key: fold.key })
  const row = await composeRow(ctx, arrival)
  return (await bearCard(ctx, row, arrival))
    ? { interestId: row.id, created: true }
    : { interestId: await recogniseAgain(ctx, arrival), created: false }
}

/** The card an event already has. A new road is written into its history, once, and may bring what the first lacked. */
async function recogniseAgain(ctx: Ctx, arrival: InterestArrival): Promise<string> {
  const { inbound, channel } = arrival
  const [found] = await ctx.db
    .select({ id: interests.id, channelId: interests.channelId, externalId: interests.externalId })
    .from(interests)
    .where(
      and(
        eq(interests.workspaceId, ctx.workspaceId),
        or(isSameEvent(arrival), inbound.objectKey ? eq(interests.objectKey, inbound.objectKey) : undefined),
      ),
    )
    // The event itself before the object: both may be known on different cards.
    .orderBy(sql`${isSameEvent(arrival)} desc`)
    .limit(1)
  if (!found) throw new Error('a card was refused as known and then not found')
  if (found.channelId === (channel?.id ?? null) && found.externalId === inbound.externalId) return found.id
  await recordRoad(ctx, found.id, arrival)
  return found.id
}

function isSameEvent({ channel, inbound }: InterestArrival) {
  return sql`(${interests.channelId} is not distinct from ${channel?.id ?? null}::uuid and ${interests.externalId} = ${inbound.externalId})`
}

async function recordRoad(ctx: Ctx, id: string, { channel, inbound }: InterestArrival): Promise<void> {
  const card = await lockInterest(ctx, id)
  if (await isRoadKnown(ctx, id, inbound.externalId)) return
  const patch = {
    ...(!card.sourceUrl && inbound.sourceUrl && { sourceUrl: inbound.sourceUrl }),
    ...(!card.replyTarget && inbound.replyTarget && { replyTarget: inbound.replyTarget }),
    ...(card.text === '' && inbound.text !== '' && { text: inbound.text }),
  }
  const road = {
    channel: channel?.name ?? null,
    externalId: inbound.externalId,
    sourceUrl: inbound.sourceUrl,
  }
  const audit = { action: 'interest.arrived_again', after: { ...road, completed: Object.keys(patch) } }
  if (Object.keys(patch).length === 0) return recordAudit(ctx, { ...audit, object: { kind: 'interest', id } })
  await changeInterest(ctx, card, patch, audit)
  await ctx.events.emit({ type: 'interest.changed', data: { interestId: id, changed: Object.keys(patch) } })
}

async function isRoadKnown(ctx: Ctx, id: string, externalId: string): Promise<boolean> {
  const a = auditEntries
  const rows = await ctx.db
    .select({ id: a.id })
    .from(a)
    .where(
      and(
        eq(a.workspaceId, ctx.workspaceId),
        eq(a.objectKind, 'interest'),
        eq(a.objectId, id),
        eq(a.action, 'interest.arrived_again'),
        sql`${a.after} ->> 'externalId' = ${externalId}`,
      ),
    )
    .limit(1)
  return rows.length > 0
}
