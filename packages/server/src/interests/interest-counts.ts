/** Counters of the tabs: sums of small changes, never a count of cards. */
import type { FeedCounters, LeadState, TriageLevel } from '@otklik/contract'
import { eq, sql } from 'drizzle-orm'
import { actingMemberId } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { interestCounts } from './interests.table.ts'

/** What decides in which counters a card stands. */
export interface Counted {
  responsibleId: string | null
  processedAt: Date | null
  isPublic: boolean
  level: TriageLevel
  handover: { toId: string } | null
  leadState: LeadState | null
}

/** A card that changed; null before its birth. */
export interface CountChange {
  before: Counted | null
  after: Counted | null
}

/** Writes how the changes move the counters, folded to the fewest rows. */
export async function recordCounts(ctx: Ctx, changes: readonly CountChange[]): Promise<void> {
  const rows = foldChanges(changes)
  if (rows.length === 0) return
  await ctx.db
    .insert(interestCounts)
    .values(rows.map((row) => ({ workspaceId: ctx.workspaceId, id: ctx.newId(), ...row })))
}

/** Pure part of `recordCounts`: equal places are summed, zero sums are dropped. */
export function foldChanges(changes: readonly CountChange[]): (CountPlace & { delta: number })[] {
  const sums = new Map<string, CountPlace & { delta: number }>()
  for (const { before, after } of changes) {
    if (before) add(sums, placeOf(before), -1)
    if (after) add(sums, placeOf(after), 1)
  }
  return [...sums.values()].filter((row) => row.delta !== 0)
}

/**
 * Exact numbers of the tabs for the acting person. Junk and irrelevant cards have left the working tabs (R102).
 * The table holds a few hundred folded sums plus the changes of the last minute.
 */
export async function readCounters(ctx: Ctx): Promise<FeedCounters> {
  const me = actingMemberId(ctx.actor) ?? null
  const c = interestCounts
  const working = sql`${c.level} not in ('junk', 'irrelevant')`
  const open = sql`${c.open} and ${working}`
  const total = (condition: ReturnType<typeof sql>) =>
    sql<number>`coalesce(sum(${c.delta}) filter (where ${condition}), 0)`.mapWith(Number)
  const [row] = await ctx.db
    .select({
      all: total(working),
      mine: total(sql`${open} and ${c.responsibleId} = ${me}::uuid`),
      unassigned: total(sql`${open} and ${c.responsibleId} is null`),
      unanswered: total(open),
      public: total(sql`${open} and ${c.isPublic}`),
      conflicts: total(sql`${c.open} and ${c.level} in ('negative', 'critical')`),
      handed_over: total(sql`${open} and ${c.handedOverTo} is not null`),
      leads: total(sql`${c.lead}`),
    })
    .from(c)
    .where(eq(c.workspaceId, ctx.workspaceId))
  return row ?? noneCounted
}

const noneCounted: FeedCounters = {
  all: 0,
  mine: 0,
  unassigned: 0,
  unanswered: 0,
  public: 0,
  conflicts: 0,
  handed_over: 0,
  leads: 0,
}

/** Open cards by colleague, for assignment by load. Junk is nobody's load. */
export async function countOpenByMember(ctx: Ctx): Promise<Map<string, number>> {
  const c = interestCounts
  const rows = await ctx.db
    .select({ memberId: c.responsibleId, open: sql<number>`sum(${c.delta})`.mapWith(Number) })
    .from(c)
    .where(
      sql`${c.workspaceId} = ${ctx.workspaceId} and ${c.open} and ${c.responsibleId} is not null and ${c.level} not in ('junk', 'irrelevant')`,
    )
    .groupBy(c.responsibleId)
  return new Map(rows.flatMap((row) => (row.memberId ? [[row.memberId, row.open] as const] : [])))
}

interface CountPlace {
  responsibleId: string | null
  open: boolean
  isPublic: boolean
  level: TriageLevel
  handedOverTo: string | null
  lead: boolean
}

function placeOf(card: Counted): CountPlace {
  return {
    responsibleId: card.responsibleId,
    open: card.processedAt === null,
    isPublic: card.isPublic,
    level: card.level,
    handedOverTo: card.handover?.toId ?? null,
    lead: card.leadState === 'open',
  }
}

function add(sums: Map<string, CountPlace & { delta: number }>, place: CountPlace, delta: number): void {
  const key = JSON.stringify(place)
  const row = sums.get(key)
  if (row) row.delta += delta
  else sums.set(key, { ...place, delta })
}
