/** Taking an import back: every card no person worked with is withdrawn. */
import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import { auditEntries } from '../audit/audit.table.ts'
import { recordAudit } from '../audit/index.ts'
import { lockInterests, withdrawCard } from '../interests/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { notFound } from '../platform/errors.ts'
import { listeningImportCards, listeningImports } from './listening-imports.table.ts'

type Run = <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>

const portion = 100

/** Called again it goes on where a broken call stopped. */
export async function undoImport(run: Run, importId: string): Promise<{ takenBack: number; kept: number }> {
  await run((ctx) => markUndone(ctx, importId))
  let takenBack = 0
  let kept = 0
  for (let after: string | null = ''; after !== null;) {
    const from: string = after
    const chunk = await run((ctx) => undoPortion(ctx, importId, from))
    takenBack += chunk.takenBack
    kept += chunk.kept
    after = chunk.last
  }
  return { takenBack, kept }
}

async function markUndone(ctx: Ctx, importId: string): Promise<void> {
  const t = listeningImports
  const mine = and(eq(t.workspaceId, ctx.workspaceId), eq(t.id, importId))
  const [row] = await ctx.db.select().from(t).where(mine).for('update')
  if (!row) throw notFound('There is no such import')
  if (row.undoneAt) return
  await ctx.db.update(t).set({ undoneAt: ctx.now() }).where(mine)
  await recordAudit(ctx, {
    action: 'listening_import.undone',
    object: { kind: 'listening_import', id: importId },
    before: { fileName: row.fileName, added: row.added },
  })
}

async function undoPortion(ctx: Ctx, importId: string, after: string) {
  const t = listeningImportCards
  const rows = await ctx.db
    .select({ id: t.interestId })
    .from(t)
    .where(
      and(
        eq(t.workspaceId, ctx.workspaceId),
        eq(t.importId, importId),
        after ? gt(t.interestId, after) : undefined,
      ),
    )
    .orderBy(asc(t.interestId))
    .limit(portion)
  const ids = rows.map(({ id }) => id)
  const cards = ids.length === 0 ? [] : await lockInterests(ctx, ids)
  const touched = ids.length === 0 ? new Set<string>() : await touchedByPeople(ctx, ids)
  let takenBack = 0
  for (const card of cards) {
    if (touched.has(card.id) || card.processedAt || card.answeredAt) continue
    await withdrawCard(ctx, card, ctx.now())
    takenBack += 1
  }
  return {
    takenBack,
    kept: ids.length - takenBack,
    last: ids.length === portion ? (ids.at(-1) ?? null) : null,
  }
}

async function touchedByPeople(ctx: Ctx, ids: readonly string[]): Promise<Set<string>> {
  const a = auditEntries
  const rows = await ctx.db
    .selectDistinct({ id: a.objectId })
    .from(a)
    .where(
      and(
        eq(a.workspaceId, ctx.workspaceId),
        eq(a.objectKind, 'interest'),
        inArray(a.objectId, [...ids]),
        eq(a.actorKind, 'member'),
      ),
    )
  return new Set(rows.flatMap(({ id }) => (id === null ? [] : [id])))
}
