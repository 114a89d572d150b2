/** A file of mentions: kept, shown as it would be, started, listed. */
import { createHash } from 'node:crypto'
import type { ListeningImport, ListeningMapping, ListeningPreview, Operation } from '@otklik/contract'
import { and, desc, eq } from 'drizzle-orm'
import { keepFile, readFile, type PreparedFile } from '../files/index.ts'
import { startOperation } from '../operations/index.ts'
import { actorBrief } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { AppError, invalid, notFound } from '../platform/errors.ts'
import { workspaces } from '../workspaces/workspaces.table.ts'
import { guessMapping } from './headings.ts'
import { importJob } from './listening-imports.jobs.ts'
import { listeningImports, listeningMappings } from './listening-imports.table.ts'
import { readMention } from './mention.ts'
import { readSheet, type Sheet } from './read-sheet.ts'

type Row = typeof listeningImports.$inferSelect

const previewRows = 20

export async function keepImport(ctx: Ctx, file: PreparedFile, sheet: Sheet): Promise<{ id: string }> {
  const { id: fileId } = await keepFile(ctx, file)
  const id = ctx.newId()
  await ctx.db.insert(listeningImports).values({
    workspaceId: ctx.workspaceId,
    id,
    fileId,
    fileName: file.name,
    headings: sheet.headings,
    rowCount: sheet.rows.length,
    by: actorBrief(ctx.actor),
    createdAt: ctx.now(),
  })
  return { id }
}

export async function listImports(ctx: Ctx): Promise<{ items: ListeningImport[] }> {
  const rows = await ctx.db
    .select()
    .from(listeningImports)
    .where(eq(listeningImports.workspaceId, ctx.workspaceId))
    .orderBy(desc(listeningImports.createdAt))
    .limit(50)
  return { items: rows.filter((row) => row.operationId !== null).map(viewImport) }
}

export async function previewImport(
  ctx: Ctx,
  input: { id: string; mapping?: ListeningMapping | undefined },
): Promise<ListeningPreview> {
  const row = await getImport(ctx, input.id)
  const { content } = await readFile(ctx, row.fileId)
  const { rows } = await readSheet(content)
  const kept = await keptMapping(ctx, row.headings)
  const mapping = input.mapping ?? kept ?? guessMapping(row.headings)
  const timeZone = await zoneOf(ctx)
  return {
    ...viewImport(row),
    headings: row.headings,
    mapping,
    remembered: input.mapping === undefined && kept !== null,
    cards: rows
      .slice(0, previewRows)
      .map(({ number, cells }) => cardOf(number, readMention(cells, mapping, timeZone))),
  }
}

function cardOf(row: number, mention: ReturnType<typeof readMention>): ListeningPreview['cards'][number] {
  if ('problem' in mention) {
    const none = { author: null, sourceUrl: null, occurredAt: null, level: 'positive_neutral' as const }
    return { row, problem: mention.problem, text: '', sourceType: 'other', ...none }
  }
  const { input, level } = mention
  return {
    row,
    problem: null,
    text: input.text.slice(0, 1000),
    author: input.author?.name ?? null,
    sourceType: input.sourceType,
    sourceUrl: input.sourceUrl ?? null,
    occurredAt: input.occurredAt ?? null,
    level,
  }
}

export async function startImport(
  ctx: Ctx,
  input: { id: string; mapping: ListeningMapping },
): Promise<Operation> {
  const row = await getImport(ctx, input.id, true)
  if (row.operationId !== null)
    throw new AppError('CONFLICT', { message: 'This file is already being loaded' })
  const { mapping } = input
  if (mapping.text === undefined && mapping.title === undefined)
    throw invalid('Say which column is the text', { mapping: 'no_text' })
  const operation = await startOperation(ctx, {
    kind: 'listening.import',
    title: row.fileName,
    plan: { importId: row.id },
    total: row.rowCount,
  })
  await ctx.db
    .update(listeningImports)
    .set({ mapping, operationId: operation.id })
    .where(isImport(ctx, row.id))
  const headingsHash = hashOf(row.headings)
  await ctx.db
    .insert(listeningMappings)
    .values({ workspaceId: ctx.workspaceId, headingsHash, mapping })
    .onConflictDoUpdate({
      target: [listeningMappings.workspaceId, listeningMappings.headingsHash],
      set: { mapping },
    })
  await ctx.jobs.enqueue(importJob, {
    workspaceId: ctx.workspaceId,
    importId: row.id,
    operationId: operation.id,
  })
  return operation
}

async function getImport(ctx: Ctx, id: string, lock = false): Promise<Row> {
  const query = ctx.db.select().from(listeningImports).where(isImport(ctx, id))
  const [row] = await (lock ? query.for('update') : query)
  if (!row) throw notFound('There is no such import')
  return row
}

function isImport(ctx: Ctx, id: string) {
  return and(eq(listeningImports.workspaceId, ctx.workspaceId), eq(listeningImports.id, id))
}

async function keptMapping(ctx: Ctx, headings: readonly string[]): Promise<ListeningMapping | null> {
  const m = listeningMappings
  const [row] = await ctx.db
    .select({ mapping: m.mapping })
    .from(m)
    .where(and(eq(m.workspaceId, ctx.workspaceId), eq(m.headingsHash, hashOf(headings))))
  return row?.mapping ?? null
}

function hashOf(headings: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(headings)).digest('hex')
}

async function zoneOf(ctx: Ctx): Promise<string> {
  const [row] = await ctx.db
    .select({ timeZone: workspaces.timeZone })
    .from(workspaces)
    .where(eq(workspaces.id, ctx.workspaceId))
  return row?.timeZone ?? 'Europe/Moscow'
}

function viewImport(row: Row): ListeningImport {
  const { id, fileName, rowCount, by, operationId, added, known, failed, problems } = row
  return {
    id,
    fileName,
    rowCount,
    by,
    operationId,
    added,
    known,
    failed,
    problems,
    createdAt: row.createdAt.toISOString(),
    undoneAt: row.undoneAt?.toISOString() ?? null,
  }
}
