/** Cards sent by other programs through the API (R044). */
import type { InterestInput } from '@otklik/contract'
import type { Inbound, InboundAuthor } from '../channels/channel.ts'
import type { Ctx } from '../platform/ctx.ts'
import { recordInterest } from './interest-record.ts'

/** The same `externalId` again gives the same card; without one every call is a new event. */
export async function createInterest(ctx: Ctx, input: InterestInput): Promise<{ id: string; created: boolean }> {
  const recognisedBy = { code: 'sent_by_api', params: { by: ctx.actor.name } }
  const { interestId, created } = await recordInterest(ctx, { channel: null, eventId: null, inbound: inboundOf(ctx, input), recognisedBy })
  return { id: interestId, created }
}

function inboundOf(ctx: Ctx, input: InterestInput): Inbound {
  return {
    externalId: input.externalId ?? ctx.newId(),
    objectKey: input.objectKey ?? null,
    sourceType: input.sourceType,
    activityClass: input.activityClass,
    action: input.action,
    sourceUrl: input.sourceUrl ?? null,
    sourceTitle: input.sourceTitle ?? null,
    occurredAt: input.occurredAt ? new Date(input.occurredAt) : ctx.now(),
    author: input.author ? authorOf(input.author, input.sourceType) : null,
    text: input.text,
    quoted: null,
    productHint: input.productUrl || input.productName ? { url: input.productUrl ?? null, text: input.productName ?? null } : null,
    isPublic: input.isPublic,
    rating: input.rating ?? null,
    replyTarget: null,
    attachments: [],
    fields: input.fields,
    warnings: [],
  }
}

/** Without an id of its own the address or the phone names the person, then the profile link. */
function authorOf(author: NonNullable<InterestInput['author']>, sourceType: string): InboundAuthor {
  return {
    network: author.network ?? sourceType,
    externalId: author.externalId ?? author.profileUrl ?? null,
    name: author.name ?? null,
    photoUrl: author.photoUrl ?? null,
    profileUrl: author.profileUrl ?? null,
    email: author.email ?? null,
    phone: author.phone ?? null,
  }
}
