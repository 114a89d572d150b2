/** From what happened to a word for each colleague who wishes to hear it. */
import type { NoticeKind } from '@otklik/contract'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { channels } from '../channels/channels.table.ts'
import { bulkChanges, interests } from '../interests/interests.table.ts'
import type { Ctx } from '../platform/ctx.ts'
import { workspaces } from '../workspaces/workspaces.table.ts'
import { findMentioned } from './mentions.ts'
import type { noticeQueue, notices } from './notices.table.ts'
import { notices as noticeTable } from './notices.table.ts'

export type QueueRow = typeof noticeQueue.$inferSelect

/** A word before it is known who hears it. */
export interface Draft extends Pick<typeof notices.$inferInsert, 'kind' | 'groupKey' | 'who' | 'text'> {
  kind: NoticeKind
  /** These and nobody else; everybody who may hear when absent. */
  memberIds?: readonly string[]
  /** Does not hear of it: it is their own card or deed. */
  exceptId?: string | null
  interestId: string | null
  conversationId?: string | null
  channelId: string | null
  sourceType: string | null
  count: number
}

export interface Colleague {
  id: string
  name: string
}

export async function draftNotices(
  ctx: Ctx,
  rows: readonly QueueRow[],
  colleagues: readonly Colleague[],
): Promise<Draft[]> {
  const cards = await readCards(
    ctx,
    rows
      .filter(
        ({ kind }) => kind !== 'channel_trouble' && kind !== 'channel_warning' && kind !== 'webhook_stopped',
      )
      .map(({ targetId }) => targetId),
  )
  const drafts: Draft[] = []
  for (const row of rows) {
    const draft = await draftOne(ctx, row, { card: cards.get(row.targetId), colleagues })
    if (draft) drafts.push(draft)
  }
  return drafts
}

type Card = Awaited<ReturnType<typeof readCards>> extends Map<string, infer T> ? T : never

interface Around {
  card: Card | undefined
  colleagues: readonly Colleague[]
}

async function draftOne(ctx: Ctx, row: QueueRow, { card, colleagues }: Around): Promise<Draft | null> {
  const { data, targetId } = row
  if (row.kind === 'bulk_assigned') return draftBulk(ctx, row)
  if (row.kind === 'channel_trouble') return draftTrouble(ctx, targetId)
  if (row.kind === 'planned_contact') {
    return {
      ...nowhere,
      kind: row.kind,
      groupKey: `planned_contact:${targetId}`,
      who: data.who ?? '',
      text: shorten(data.text ?? ''),
      memberIds: data.memberId ? [data.memberId] : [],
    }
  }
  if (row.kind === 'channel_warning') {
    const text = data.text ?? ''
    return {
      ...nowhere,
      channelId: targetId,
      kind: row.kind,
      // Two ends of one channel are two notices.
      groupKey: `channel_warning:${targetId}:${text.slice(0, 80)}`,
      who: data.who ?? '',
      text: shorten(text),
    }
  }
  if (row.kind === 'webhook_stopped' || row.kind === 'invitation_accepted') {
    return {
      ...nowhere,
      kind: row.kind,
      groupKey: `${row.kind}:${targetId}`,
      who: data.who ?? '',
      text: shorten(data.text ?? ''),
      exceptId: data.memberId ?? null,
    }
  }
  if (data.conversationId) return draftDialog(row, data.conversationId)
  if (!card) return null
  const place = { interestId: card.id, channelId: card.channelId, sourceType: card.sourceType, count: 1 }
  const memberIds = data.memberId ? [data.memberId] : []
  if (row.kind === 'new_card') {
    // Somebody has it already, by a rule or by hand: nobody waits for it.
    if (card.responsibleId || card.processedAt) return null
    return {
      ...place,
      kind: 'new_card',
      groupKey: `new_card:${card.sourceType}`,
      who: card.authorName ?? '',
      text: shorten(card.text),
    }
  }
  if (row.kind === 'mention') {
    const named = findMentioned(data.text ?? '', colleagues).filter((id) => id !== data.byMemberId)
    return {
      ...place,
      kind: 'mention',
      groupKey: `mention:${card.id}`,
      who: data.who ?? '',
      text: shorten(data.text ?? ''),
      memberIds: named,
    }
  }
  if (row.kind === 'assigned') {
    if (card.responsibleId !== data.memberId) return null
    return {
      ...place,
      kind: 'assigned',
      groupKey: 'assigned',
      who: card.authorName ?? '',
      text: shorten(card.text),
      memberIds,
    }
  }
  const text = row.kind === 'handed_over' ? (card.handover?.note ?? '') : (data.text ?? '')
  const who = row.kind === 'handed_over' ? (data.who ?? '') : (card.authorName ?? '')
  return { ...place, kind: row.kind, groupKey: `${row.kind}:${card.id}`, who, text: shorten(text), memberIds }
}

/** Of a dialog: whom it is for was known when it happened. */
function draftDialog({ kind, data }: QueueRow, conversationId: string): Draft | null {
  if (kind === 'bulk_assigned') return null
  return {
    ...nowhere,
    conversationId,
    kind,
    groupKey: `${kind}:dialog:${conversationId}`,
    who: data.who ?? '',
    text: shorten(data.text ?? ''),
    memberIds: data.memberIds ?? [],
  }
}

const nowhere = { interestId: null, channelId: null, sourceType: null, count: 1 }

async function readCards(ctx: Ctx, ids: string[]) {
  if (ids.length === 0) return new Map<string, never>()
  const rows = await ctx.db
    .select({
      id: interests.id,
      channelId: interests.channelId,
      sourceType: interests.sourceType,
      responsibleId: interests.responsibleId,
      processedAt: interests.processedAt,
      authorName: interests.authorName,
      handover: interests.handover,
      text: sql<string>`left(${interests.text}, 300)`,
    })
    .from(interests)
    .where(and(eq(interests.workspaceId, ctx.workspaceId), inArray(interests.id, ids)))
  return new Map(rows.map((row) => [row.id, row]))
}

async function draftBulk(ctx: Ctx, { targetId, data }: QueueRow): Promise<Draft | null> {
  const [change] = await ctx.db
    .select()
    .from(bulkChanges)
    .where(and(eq(bulkChanges.workspaceId, ctx.workspaceId), eq(bulkChanges.id, targetId)))
  if (
    !change ||
    change.undoneAt ||
    change.action.kind !== 'assign' ||
    change.action.memberId === change.byMemberId
  )
    return null
  return {
    ...nowhere,
    kind: 'assigned',
    groupKey: 'assigned',
    who: data.who ?? '',
    text: '',
    count: data.count ?? 1,
    memberIds: [change.action.memberId],
  }
}

/** One word for one trouble: a channel that reports it every minute is told once. */
async function draftTrouble(ctx: Ctx, channelId: string): Promise<Draft | null> {
  const [channel] = await ctx.db
    .select()
    .from(channels)
    .where(and(eq(channels.workspaceId, ctx.workspaceId), eq(channels.id, channelId)))
  const problem = channel?.problem
  if (
    !channel ||
    !problem ||
    channel.removedAt ||
    (channel.state !== 'failing' && channel.state !== 'stopped')
  )
    return null
  const groupKey = `channel:${channelId}:${channel.state}:${problem.since}`
  const told = await ctx.db
    .select({ id: noticeTable.id })
    .from(noticeTable)
    .where(
      and(
        eq(noticeTable.workspaceId, ctx.workspaceId),
        eq(noticeTable.channelId, channelId),
        eq(noticeTable.groupKey, groupKey),
      ),
    )
    .limit(1)
  if (told.length > 0) return null
  return {
    ...nowhere,
    channelId,
    kind: 'channel_trouble',
    groupKey,
    who: channel.name,
    text: shorten(problem.message[await readLocale(ctx)]),
  }
}

export async function readLocale(ctx: Ctx): Promise<'ru' | 'en'> {
  const [row] = await ctx.db
    .select({ locale: workspaces.locale })
    .from(workspaces)
    .where(eq(workspaces.id, ctx.workspaceId))
  return row?.locale ?? 'ru'
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length <= 200 ? line : `${line.slice(0, 199).replace(/[\uD800-\uDBFF]$/, '')}…`
}
