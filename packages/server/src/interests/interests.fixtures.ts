/** Cards for tests. */
import type { Inbound, InboundAuthor } from '../channels/channel.ts'
import type { Ctx } from '../platform/ctx.ts'
import type { InterestArrival } from './interest-birth.ts'
import { recordInterest } from './interest-record.ts'

let serial = 0

export function buildInbound(overrides: Partial<Inbound> = {}): Inbound {
  serial += 1
  return {
    externalId: `event-${serial}`,
    objectKey: null,
    sourceType: 'vk',
    activityClass: 'social',
    action: 'comment',
    sourceUrl: `https://vk.com/wall-1_${serial}`,
    sourceTitle: 'Запись «Новая обжарка»',
    occurredAt: new Date('2026-11-20T10:00:00Z'),
    author: buildAuthor(),
    text: 'А есть в зёрнах?',
    quoted: null,
    productHint: null,
    isPublic: true,
    rating: null,
    replyTarget: null,
    attachments: [],
    fields: [],
    warnings: [],
    ...overrides,
  }
}

export function buildAuthor(overrides: Partial<InboundAuthor> = {}): InboundAuthor {
  return {
    network: 'vk',
    externalId: `id${serial}`,
    name: 'Ольга Серова',
    photoUrl: null,
    profileUrl: null,
    email: null,
    phone: null,
    ...overrides,
  }
}

/** Writes a card through the real door and gives its id. */
export async function newInterest(
  ctx: Ctx,
  inbound: Partial<Inbound> = {},
  more: Partial<InterestArrival> = {},
): Promise<string> {
  const { interestId } = await recordInterest(ctx, {
    channel: null,
    eventId: null,
    recognisedBy: null,
    ...more,
    inbound: buildInbound(inbound),
  })
  return interestId
}
