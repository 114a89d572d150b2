/** What a rule would change in a card that is already here. Fields a person corrected stay as they are. */
import { and, eq, inArray } from 'drizzle-orm'
import { auditEntries } from '../audit/audit.table.ts'
import type { Inbound } from '../channels/channel.ts'
import { resolveContact } from '../contacts/index.ts'
import type { InterestPatch, InterestRow } from '../interests/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { matchProduct } from '../products/index.ts'
import { applyActions } from './apply-rule.ts'
import { presetOf, ruleReason, type MailRuleRow } from './decide.ts'
import type { Reading } from './reading.ts'

/** Fields a person has set, by card. */
export type TouchedFields = Map<string, ReadonlySet<string>>

export async function findTouched(ctx: Ctx, ids: readonly string[]): Promise<TouchedFields> {
  if (ids.length === 0) return new Map()
  const a = auditEntries
  const rows = await ctx.db
    .select({ id: a.objectId, action: a.action, after: a.after })
    .from(a)
    .where(
      and(
        eq(a.workspaceId, ctx.workspaceId),
        eq(a.objectKind, 'interest'),
        inArray(a.objectId, [...ids]),
        inArray(a.action, Object.keys(touchOf)),
        inArray(a.actorKind, ['member', 'apiKey']),
      ),
    )
  const touched = new Map<string, Set<string>>()
  for (const row of rows) {
    if (row.id === null) continue
    const fields = touched.get(row.id) ?? new Set<string>()
    for (const field of [...(touchOf[row.action] ?? []), ...Object.keys(row.after ?? {})]) fields.add(field)
    touched.set(row.id, fields)
  }
  return touched
}

const touchOf: Record<string, readonly string[]> = {
  'interest.changed': [],
  'interest.claimed': ['responsibleId'],
  'interest.assigned': ['responsibleId'],
  'interest.released': ['responsibleId'],
  'interest.processed': ['responsibleId'],
}

export interface CardChange {
  patch: InterestPatch
  /** Something was left because a person had set it. */
  kept: boolean
}

/** Null when the rule has nothing to change in this card. Finding a product and a contact asks the database and may make a contact. */
export async function planChange(
  ctx: Ctx,
  rule: MailRuleRow,
  card: InterestRow,
  about: { reading: Reading; touched: ReadonlySet<string> },
): Promise<CardChange | null> {
  const [read] = about.reading.outcome.items
  if (!read) return null
  const wished =
    rule.actions.disposition === 'ignore'
      ? wishOfIgnoring(card)
      : await wishOfCard(ctx, rule, card, { read, reading: about.reading })
  const changed = Object.entries(wished).filter(
    ([field, value]) => !isSame(card[field as keyof InterestRow], value),
  )
  const free = changed.filter(([field]) => !about.touched.has(ownerOf(field)) && !isSetByHand(card, field))
  const kept = free.length < changed.length
  if (free.length === 0) return kept ? { patch: {}, kept } : null
  return { patch: { ...Object.fromEntries(free), recognisedBy: ruleReason(rule, card.recognisedBy) }, kept }
}

/** A card cannot be unmade; one nobody has begun to work on leaves the working tabs. */
function wishOfIgnoring(card: InterestRow): InterestPatch {
  const isUntouched = card.responsibleId === null && card.processedAt === null && card.answeredAt === null
  return isUntouched ? { level: 'junk' } : {}
}

async function wishOfCard(
  ctx: Ctx,
  rule: MailRuleRow,
  card: InterestRow,
  about: { read: Inbound; reading: Reading },
): Promise<InterestPatch> {
  const { actions } = rule
  const { read, reading } = about
  const next = applyActions(actions, reading.letter, read)
  const preset = await presetOf(ctx, actions)
  const wish: InterestPatch = {}
  if (actions.sourceType) wish.sourceType = actions.sourceType
  if (actions.sourceTitle) wish.sourceTitle = actions.sourceTitle
  if (actions.activityClass) wish.activityClass = actions.activityClass
  if (actions.action) wish.action = actions.action
  if (actions.isPublic !== null) wish.isPublic = actions.isPublic
  if (preset.level) wish.level = preset.level
  if (next.text !== read.text) wish.text = next.text
  if (next.sourceUrl !== read.sourceUrl) wish.sourceUrl = next.sourceUrl
  if (!isSame(next.replyTarget, read.replyTarget)) wish.replyTarget = next.replyTarget
  if (next.warnings.some((warning) => !card.warnings.includes(warning)))
    wish.warnings = [...new Set([...card.warnings, ...next.warnings])]
  return {
    ...wish,
    ...(await authorWish(ctx, read, next)),
    ...(await productWish(ctx, rule, next, preset.productId)),
    ...memberWish(ctx, rule, card, preset.memberId),
  }
}

async function authorWish(ctx: Ctx, read: Inbound, next: Inbound): Promise<InterestPatch> {
  const { author } = next
  if (!author || isSame(author, read.author)) return {}
  const { network, photoUrl, profileUrl, email, phone, name } = author
  return {
    authorName: name,
    author: { network, photoUrl, profileUrl, email, phone },
    contactId: await resolveContact(ctx, author),
  }
}

async function productWish(
  ctx: Ctx,
  rule: MailRuleRow,
  next: Inbound,
  presetId: string | undefined,
): Promise<InterestPatch> {
  if (presetId) return { productId: presetId, productReason: ruleReason(rule, null) }
  if (!rule.actions.extract.some((extraction) => extraction.target === 'productName')) return {}
  const match = await matchProduct(ctx, { pageUrl: next.sourceUrl, hint: next.productHint, text: next.text })
  return match ? { productId: match.productId, productReason: match.reason } : {}
}

/** Only a card that waits for somebody: work under way is never taken from anybody. */
function memberWish(
  ctx: Ctx,
  rule: MailRuleRow,
  card: InterestRow,
  memberId: string | undefined,
): InterestPatch {
  if (!memberId || card.responsibleId !== null || card.processedAt !== null) return {}
  return { responsibleId: memberId, responsibleSince: ctx.now(), responsibleReason: ruleReason(rule, null) }
}

/** Fields that go together are guarded by the one a person sets. */
function ownerOf(field: string): string {
  if (field === 'productReason') return 'productId'
  return field.startsWith('responsible') ? 'responsibleId' : field
}

function isSetByHand(card: InterestRow, field: string): boolean {
  return ownerOf(field) === 'productId' && card.productReason?.code === 'set_by'
}

/** As JSON: dates and objects of a row compare with what was stored of them. Keys of one object stand in one order. */
export function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(ordered(left)) === JSON.stringify(ordered(right))
}

function ordered(value: unknown): unknown {
  if (value === undefined || value === null) return null
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, ordered(inner)]),
  )
}
