/** Counters of the tabs: sums of small changes, never a count of dialogs. Dialogs of colleagues stand outside. */
import type { ConversationCounters } from '@otklik/contract'
import { and, eq, sql, type SQL } from 'drizzle-orm'
import { actingMemberId } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import type { ConversationRow } from './conversation-row.ts'
import { conversationCounts } from './conversations.table.ts'
import { countUnseen } from './unseen.ts'
import { hiddenChannels } from './visibility.ts'

type Counted = Pick<
  ConversationRow,
  'kind' | 'channelId' | 'responsibleId' | 'state' | 'unansweredSince' | 'snoozedUntil'
>

/** Writes how a change moves the counters; null is before the birth. */
export async function recordCounts(ctx: Ctx, before: Counted | null, after: Counted): Promise<void> {
  if (after.kind === 'colleague') return
  const to = placeOf(after)
  const from = before && placeOf(before)
  if (from && JSON.stringify(from) === JSON.stringify(to)) return
  const rows = [...(from ? [{ ...from, delta: -1 }] : []), { ...to, delta: 1 }]
  await ctx.db
    .insert(conversationCounts)
    .values(rows.map((row) => ({ workspaceId: ctx.workspaceId, id: ctx.newId(), ...row })))
}

/** Exact numbers of the tabs for the acting person. */
export async function readCounters(ctx: Ctx): Promise<ConversationCounters> {
  const c = conversationCounts
  const me = actingMemberId(ctx.actor) ?? null
  const open = sql`${c.state} <> 'closed'`
  const mine = sql`${open} and ${c.responsibleId} = ${me}::uuid`
  const [row] = await ctx.db
    .select({
      mine: total(sql`${mine} and not ${c.snoozed}`),
      mineUnanswered: total(sql`${mine} and ${c.unanswered}`),
      new: total(sql`${c.state} = 'new'`),
      all: total(open),
      unanswered: total(sql`${c.unanswered}`),
      snoozed: total(sql`${c.snoozed}`),
      closed: total(sql`${c.state} = 'closed'`),
    })
    .from(c)
    .where(and(eq(c.workspaceId, ctx.workspaceId), await countsVisible(ctx)))
  const zero = { mine: 0, mineUnanswered: 0, new: 0, all: 0, unanswered: 0, snoozed: 0, closed: 0 }
  return { ...(row ?? zero), colleagues: await countUnseen(ctx) }
}

/** Open dialogs by operator, for sharing by load and the limit. */
export async function countOpenDialogs(ctx: Ctx): Promise<Map<string, number>> {
  const c = conversationCounts
  const rows = await ctx.db
    .select({ memberId: c.responsibleId, open: sql<number>`sum(${c.delta})`.mapWith(Number) })
    .from(c)
    .where(
      sql`${c.workspaceId} = ${ctx.workspaceId} and ${c.state} <> 'closed' and ${c.responsibleId} is not null`,
    )
    .groupBy(c.responsibleId)
  return new Map(rows.flatMap((row) => (row.memberId ? [[row.memberId, row.open] as const] : [])))
}

function total(condition: SQL) {
  return sql<number>`coalesce(sum(${conversationCounts.delta}) filter (where ${condition}), 0)`.mapWith(
    Number,
  )
}

async function countsVisible(ctx: Ctx): Promise<SQL | undefined> {
  const hidden = await hiddenChannels(ctx)
  if (hidden.length === 0) return undefined
  const me = actingMemberId(ctx.actor) ?? null
  const c = conversationCounts
  return sql`(${c.channelId} <> all(${sql.param(hidden)}::uuid[]) or ${c.responsibleId} = ${me}::uuid)`
}

function placeOf(row: Counted) {
  return {
    channelId: row.channelId,
    responsibleId: row.responsibleId,
    state: row.state,
    unanswered: row.unansweredSince !== null,
    snoozed: row.snoozedUntil !== null,
  }
}
