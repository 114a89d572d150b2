/** How a card comes into being: its row, and everything written with it. */
import type { Reason, TriageLevel } from '@otklik/contract'
import { and, eq } from 'drizzle-orm'
import { recordAudit } from '../audit/index.ts'
import type { Inbound } from '../channels/channel.ts'
import { channelObjects } from '../channels/channel-objects.table.ts'
import { resolveContact } from '../contacts/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { matchProduct } from '../products/index.ts'
import { attachInbound, type InboundFiles } from './interest-attachments.ts'
import { levelRank } from './interest-change.ts'
import { recordCounts } from './interest-counts.ts'
import { applyPending, objectPendingKey, actPendingKey } from './interest-pending.ts'
import { setResponsible } from './interest-responsible.ts'
import type { InterestRow } from './interest-row.ts'
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
  /** Decided by a rule before the card is born. A reason without a member says why nobody has it: strategies leave it alone then. */
  preset?: { productId?: string; memberId?: string; level?: TriageLevel; responsibleReason?: Reason }
}

export type NewInterestRow = Omit<InterestRow, 'version'>

/** Writes the card with all that belongs to its birth. False, and nothing written, when the event or its object is a card already. */
export async function bearCard(ctx: Ctx, row: NewInterestRow, arrival: InterestArrival): Promise<boolean> {
  const made = await ctx.db
    .insert(interests)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: interests.id })
  if (made.length === 0) return false
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
      reason: arrival.preset.responsibleReason ?? arrival.recognisedBy ?? { code: 'preset', params: {} },
    })
  }
  await ctx.events.emit({ type: 'interest.created', data: { interestId: row.id } })
  await applyPending(ctx, row.id, pendingKeys(row))
  return true
}

function pendingKeys({ objectKey, channelId, externalId, foldKey }: NewInterestRow): string[] {
  return [
    ...(objectKey === null ? [] : [objectPendingKey(objectKey)]),
    // People of a folded card look for theirs one by one.
    ...(channelId === null || foldKey !== null ? [] : [actPendingKey(channelId, externalId)]),
  ]
}

export async function composeRow(ctx: Ctx, arrival: InterestArrival): Promise<NewInterestRow> {
  const { inbound } = arrival
  const { author } = inbound
  const contactId = author ? await resolveContact(ctx, author) : null
  const product = await findProduct(ctx, arrival)
  const object = inbound.objectId ? await findObject(ctx, inbound.objectId) : undefined
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
    sourceUrl: inbound.sourceUrl ?? object?.url ?? null,
    sourceTitle: inbound.sourceTitle ?? object?.title ?? null,
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
    attachmentCount: inbound.attachments.filter(({ content, url, remoteRef }) => content ?? url ?? remoteRef)
      .length,
    replyTarget: inbound.replyTarget,
    recognisedBy: arrival.recognisedBy,
    productId: product?.productId ?? null,
    productReason: product?.reason ?? null,
    level,
    levelRank: levelRank(level),
    responsibleReason: arrival.preset?.memberId ? null : (arrival.preset?.responsibleReason ?? null),
    isPublic: inbound.isPublic,
    rating: inbound.rating,
    foldKey: inbound.fold?.key ?? null,
    objectId: inbound.objectId ?? null,
    parentKey: inbound.parentKey ?? null,
    campaign: inbound.campaign ?? null,
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
  actCount: 1,
  actMarks: {},
  withdrawnAt: null,
  editedAt: null,
  removedAt: null,
  removedBy: null,
  presenceAt: null,
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

async function findObject(
  ctx: Ctx,
  objectId: string,
): Promise<{ title: string | null; url: string | null } | undefined> {
  const [row] = await ctx.db
    .select({ title: channelObjects.title, url: channelObjects.url })
    .from(channelObjects)
    .where(and(eq(channelObjects.workspaceId, ctx.workspaceId), eq(channelObjects.objectId, objectId)))
  return row
}
