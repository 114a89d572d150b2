/** A row as the outside sees it: the same for routes, events and webhooks. */
import { intentOf, type Interest, type MemberBrief } from '@otklik/contract'
import { contactPhotoUrl } from '../contacts/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import type { InterestBriefRow } from './interest-row.ts'
import { loadSurroundings, type Surroundings } from './interest-surroundings.ts'
import { replyWay } from './reply-way.ts'

/** Characters of a text in lists. */
const briefLength = 600

/** Cards for lists, in the order of the rows: long texts are cut. Few look-ups for any number of rows. */
export async function viewInterests(ctx: Ctx, rows: readonly InterestBriefRow[]): Promise<Interest[]> {
  const around = await loadSurroundings(ctx, rows)
  const now = ctx.now()
  return rows.map((row) => ({ ...viewRow(row, around, now), ...shorten(row.text) }))
}

/** One card; cut like in a list. */
export async function viewInterest(ctx: Ctx, row: InterestBriefRow): Promise<Interest> {
  const [view] = await viewInterests(ctx, [row])
  if (!view) throw new Error('a row without its view')
  return view
}

export function viewRow(row: InterestBriefRow, around: Surroundings, now: Date): Interest {
  const channel = row.channelId ? around.channels.get(row.channelId) : undefined
  return {
    id: row.id,
    channelId: row.channelId,
    source: { title: row.sourceTitle, url: row.sourceUrl, channelName: channel?.name ?? 'API' },
    occurredAt: row.occurredAt.toISOString(),
    receivedAt: row.receivedAt.toISOString(),
    sourceType: row.sourceType,
    activityClass: row.activityClass,
    author: viewAuthor(row),
    action: row.action,
    text: row.text,
    textShortened: false,
    ...viewProduct(row, around),
    ...viewResponsible(row, around),
    processed: viewProcessed(row, around),
    proofs: around.proofs.get(row.id) ?? [],
    reply: replyWay(row, { channelKind: channel?.kind ?? null, mailbox: around.mailbox }),
    answerState: row.answerState,
    intent: intentOf(around.intentWeights, row),
    level: row.level,
    isPublic: row.isPublic,
    rating: row.rating,
    handover: viewHandover(row, around.members, now),
    caseId: row.caseId,
    planned: viewPlanned(row, around, now),
    lead: row.leadId && row.leadState ? { id: row.leadId, state: row.leadState } : null,
    warnings: row.warnings,
    people: row.foldKey === null ? null : row.actCount,
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
    editedAt: row.editedAt?.toISOString() ?? null,
    removed: row.removedAt && { at: row.removedAt.toISOString(), by: row.removedBy },
    hasAttachments: row.attachmentCount > 0,
    version: row.version,
  }
}

function shorten(text: string): { text: string; textShortened: boolean } {
  if (text.length <= briefLength) return { text, textShortened: false }
  // A pair of surrogates is one sign: half of it would show as a box.
  const cut = text.slice(0, briefLength).replace(/[\uD800-\uDBFF]$/, '')
  return { text: cut, textShortened: true }
}

function viewAuthor(row: InterestBriefRow): Interest['author'] {
  if (!row.author) return null
  const photoUrl = contactPhotoUrl(row.workspaceId, row.contactId, row.author.photoUrl)
  return { contactId: row.contactId, name: row.authorName, ...row.author, photoUrl }
}

function viewProduct(
  row: InterestBriefRow,
  around: Surroundings,
): Pick<Interest, 'product' | 'productReason'> {
  const product = row.productId ? around.products.get(row.productId) : undefined
  return { product: product ?? null, productReason: row.productReason }
}

function viewResponsible(
  row: InterestBriefRow,
  around: Surroundings,
): Pick<Interest, 'responsible' | 'responsibleSince' | 'responsibleReason'> {
  return {
    responsible: (row.responsibleId ? around.members.get(row.responsibleId) : undefined) ?? null,
    responsibleSince: row.responsibleSince?.toISOString() ?? null,
    responsibleReason: row.responsibleReason,
  }
}

function viewProcessed(row: InterestBriefRow, around: Surroundings): Interest['processed'] {
  if (!row.processedAt || !row.processedWay) return null
  const id = row.processedById
  const kind = id === null ? 'system' : around.members.has(id) ? 'member' : 'apiKey'
  return {
    at: row.processedAt.toISOString(),
    by: { kind, id, name: row.processedByName ?? '' },
    way: row.processedWay,
    reason: row.processedReason,
  }
}

function viewPlanned(row: InterestBriefRow, around: Surroundings, now: Date): Interest['planned'] {
  const found = around.planned.get(row.contactId ?? row.id)
  if (!found) return null
  const { id, dueAt, what, memberName } = found
  return { id, dueAt: dueAt.toISOString(), overdue: dueAt < now, what, memberName }
}

function viewHandover(
  { handover }: InterestBriefRow,
  members: Map<string, MemberBrief>,
  now: Date,
): Interest['handover'] {
  const to = handover && members.get(handover.toId)
  if (!handover || !to) return null
  const { byId, byName, note, at, dueAt } = handover
  const kind = byId === null ? 'system' : members.has(byId) ? 'member' : 'apiKey'
  return { to, by: { kind, id: byId, name: byName }, note, at, dueAt, overdue: now.toISOString() > dueAt }
}
