/** Taking a mass change back: every card that nobody touched since becomes what it was. */
import { and, asc, eq, gt } from 'drizzle-orm'
import { recordAudit } from '../audit/index.ts'
import { actingMemberId, actorMay } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { forbidden, notFound } from '../platform/errors.ts'
import { bulkChunk } from './bulk-apply.ts'
import { undoHours } from './bulk.jobs.ts'
import { levelRank } from './interest-change.ts'
import { recordCounts, type CountChange } from './interest-counts.ts'
import { interestColumns, isInterest, lockInterests, type InterestRow } from './interest-row.ts'
import { bulkChanges, bulkItems, interests, type BulkBefore } from './interests.table.ts'

type Run = <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>
type Item = typeof bulkItems.$inferSelect

/** Returns how many cards were restored. Called again it goes on where a broken call stopped and restores nothing twice. */
export async function undoMany(run: Run, bulkId: string): Promise<number> {
  await run((ctx) => markUndone(ctx, bulkId))
  let restored = 0
  for (let after: string | null = ''; after !== null;) {
    const from: string = after
    const chunk = await run((ctx) => undoChunk(ctx, bulkId, from))
    restored += chunk.restored
    after = chunk.last
  }
  return restored
}

/** From here on a running work of this change writes nothing more. */
async function markUndone(ctx: Ctx, bulkId: string): Promise<void> {
  const mine = and(eq(bulkChanges.workspaceId, ctx.workspaceId), eq(bulkChanges.id, bulkId))
  const [bulk] = await ctx.db.select().from(bulkChanges).where(mine).for('update')
  if (!bulk || ctx.now().getTime() - bulk.createdAt.getTime() > undoHours * 3_600_000) {
    throw notFound(`This change can no longer be taken back: only within ${undoHours} hours`)
  }
  const own = bulk.byMemberId !== null && bulk.byMemberId === actingMemberId(ctx.actor)
  if (!own && !actorMay(ctx.actor, 'interests.assign'))
    throw forbidden('A colleague made this change: only they or a head may take it back')
  await ctx.db
    .update(bulkChanges)
    .set({ undoneAt: bulk.undoneAt ?? ctx.now() })
    .where(mine)
}

async function undoChunk(
  ctx: Ctx,
  bulkId: string,
  after: string,
): Promise<{ restored: number; last: string | null }> {
  const items = await ctx.db
    .select()
    .from(bulkItems)
    .where(
      and(
        eq(bulkItems.workspaceId, ctx.workspaceId),
        eq(bulkItems.bulkId, bulkId),
        after ? gt(bulkItems.interestId, after) : undefined,
      ),
    )
    .orderBy(asc(bulkItems.interestId))
    .limit(bulkChunk)
  const cards = new Map(
    (
      await lockInterests(
        ctx,
        items.map((item) => item.interestId),
      )
    ).map((card) => [card.id, card]),
  )
  const changes: CountChange[] = []
  for (const item of items) {
    const card = cards.get(item.interestId)
    if (card?.version === item.version) changes.push({ before: card, after: await restore(ctx, card, item) })
  }
  await recordCounts(ctx, changes)
  if (changes.length > 0) {
    await recordAudit(
      ctx,
      ...items.filter((item) => cards.get(item.interestId)?.version === item.version).map(auditOf),
    )
    await ctx.events.emit({ type: 'interests.changed', data: { count: changes.length, bulkId } })
  }
  return {
    restored: changes.length,
    last: items.length === bulkChunk ? (items.at(-1)?.interestId ?? null) : null,
  }
}

async function restore(ctx: Ctx, card: InterestRow, { before }: Item): Promise<InterestRow> {
  const [row] = await ctx.db
    .update(interests)
    .set({ ...fromMemory(before), version: card.version + 1 })
    .where(isInterest(ctx, card.id))
    .returning(interestColumns)
  if (!row) throw new Error(`card ${card.id} vanished while locked`)
  return row
}

function fromMemory(before: BulkBefore) {
  const date = (value: string | null) => (value ? new Date(value) : null)
  return {
    ...before,
    levelRank: levelRank(before.level),
    responsibleSince: date(before.responsibleSince),
    processedAt: date(before.processedAt),
  }
}

function auditOf(item: Item) {
  const { responsibleId, level, productId, processedAt } = item.before
  return {
    action: 'interest.bulk_undone',
    object: { kind: 'interest', id: item.interestId },
    after: { responsibleId, level, productId, processedAt },
  }
}
