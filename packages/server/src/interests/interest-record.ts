/** The birth of a card: one event of the outside world becomes one card, whatever road and however often it comes. */
import type { Reason, TriageLevel } from '@otklik/contract'
import { and, eq, or, sql } from 'drizzle-orm'
import { auditEntries } from '../audit/audit.table.ts'
import { recordAudit } from '../audit/index.ts'
import type { Inbound } from '../channels/channel.ts'
import { resolveContact } from '../contacts/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { matchProduct } from '../products/index.ts'
import { changeInterest, levelRank } from './interest-change.ts'
import { attachInbound, type InboundFiles } from './interest-attachments.ts'
import { recordCounts } from './interest-counts.ts'
import { storableInbound } from './storable-inbound.ts'
import { setResponsible } from './interest-responsible.ts'
import { lockInterest, type InterestRow } from './interest-row.ts'
import { interests } from './interests.table.ts'

export interface InterestArrival {
  /** Null for cards sent without a channel. */
  channel: { id: string; name: string; kind: string } | null
  /** Raw event it was read from. */
  eventId: string | null
  inbound: Inbound
  recognisedBy: Reason | null
  /** The files of `inbound`, put into the store before this transaction (`prepareInbound`). */
  files?: InboundFiles
  /** Decided by a rule before the card is born. */
  preset?: { productId?: string; memberId?: string; level?: TriageLevel }
}

/**
 * Writes the card exactly once. The same event again, or the same network object by another road (equal `objectKey`),
 * gives the card that is already there with `created: false`; the other road is kept in its history.
 * The responsible stays empty (R026): assignment reacts to `interest.created`.
 */
export async function recordInterest(
  ctx: Ctx,
  given: InterestArrival,
): Promise<{ interestId: string; created: boolean }> {
  const arrival = { ...given, inbound: storableInbound(given.inbound, ctx.now()) }
  const row = await composeRow(ctx, arrival)
  const made = await ctx.db
    .insert(interests)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: interests.id })
  if (made.length === 0) return { interestId: await recogniseAgain(ctx, arrival), created: false }
  await attachInbound(ctx, row.id, arrival.inbound.attachments, arrival.files ?? new Map())
  await recordCounts(ctx, [{ before: null, after: row }])
  await recordAudit(ctx, {
    action: 'interest.created',
    object: { kind: 'interest', id: row.id },
    after: { channel: arrival.channel?.name ?? null, sourceType: row.sourceType, externalId: row.externalId },
    reason: arrival.recognisedBy,
  })
  if (arrival.preset?.memberId) {
    await setResponsible(ctx, row.id, {
      memberId: arrival.preset.memberId,
      reason: arrival.recognisedBy ?? { code: 'preset', params: {} },
    })
  }
  await ctx.events.emit({ type: 'interest.created', data: { interestId: row.id } })
  return { interestId: row.id, created: true }
}

type NewInterestRow = Omit<InterestRow, 'version'>

async function composeRow(ctx: Ctx, arrival: InterestArrival): Promise<NewInterestRow> {
  const { inbound } = arrival
  const { author } = inbound
  const contactId = author ? await resolveContact(ctx, author) : null
  const product = await findProduct(ctx, arrival)
  const level = arrival.preset?.level ?? levelByRating(inbound.rating)
  return {
    ...emptyRow,
    workspaceId: ctx.workspaceId,
    id: ctx.newId(),
    channelId: arrival.channel?.id ?? null,
    eventId: arrival.eventId,
    externalId: inbound.externalId,
    objectKey: inbound.objectKey,
    occurredAt: inbound.occurredAt,
    receivedAt: ctx.now(),
    sourceType: inbound.sourceType,
    activityClass: inbound.activityClass,
    action: inbound.action,
    sourceUrl: inbound.sourceUrl,
    sourceTitle: inbound.sourceTitle,
    contactId,
    authorName: author?.name ?? null,
    author: author && {
      network: author.network,
      photoUrl: author.photoUrl,
      profileUrl: author.profileUrl,
      email: author.email,
      phone: author.phone,
    },
    text: inbound.text,
    quoted: inbound.quoted,
    fields: inbound.fields,
    warnings: inbound.warnings,
    attachmentCount: inbound.attachments.filter((attachment) => attachment.content).length,
    replyTarget: inbound.replyTarget,
    recognisedBy: arrival.recognisedBy,
    productId: product?.productId ?? null,
    productReason: product?.reason ?? null,
    level,
    levelRank: levelRank(level),
    isPublic: inbound.isPublic,
    rating: inbound.rating,
  }
}

const emptyRow = {
  responsibleId: null,
  responsibleSince: null,
  responsibleReason: null,
  processedAt: null,
  processedById: null,
  processedByName: null,
  processedWay: null,
  processedReason: null,
  answeredAt: null,
  answerState: null,
  proofCount: 0,
  handover: null,
  caseId: null,
  leadId: null,
  leadState: null,
}

async function findProduct(
  ctx: Ctx,
  { inbound, preset, recognisedBy }: InterestArrival,
): Promise<{ productId: string; reason: Reason } | null> {
  if (preset?.productId)
    return { productId: preset.productId, reason: recognisedBy ?? { code: 'preset', params: {} } }
  return matchProduct(ctx, { pageUrl: inbound.sourceUrl, hint: inbound.productHint, text: inbound.text })
}

/** One and two stars are a complaint until somebody says otherwise. */
function levelByRating(rating: number | null): TriageLevel {
  return rating !== null && rating <= 2 ? 'negative' : 'positive_neutral'
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
