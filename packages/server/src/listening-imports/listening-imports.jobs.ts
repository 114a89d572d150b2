/** Every row through the intake, in portions: a worker that dies sends its last portion again, and the ledger knows each row. */
import { Id, type ListeningImport } from '@otklik/contract'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { submitInterest } from '../channels/index.ts'
import { readFile } from '../files/index.ts'
import { changeInterest, lockInterest } from '../interests/index.ts'
import { finishOperation, getOperationRow, reportProgress } from '../operations/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { AppError } from '../platform/errors.ts'
import { defineJob } from '../platform/jobs.ts'
import type { Platform } from '../platform/platform.ts'
import { workspaces } from '../workspaces/workspaces.table.ts'
import { listeningImportCards, listeningImports } from './listening-imports.table.ts'
import { readMention, type Mention } from './mention.ts'
import { readSheet, type Sheet } from './read-sheet.ts'

const portion = 50
const listedProblems = 100
const actor = { kind: 'system', name: 'listening import' } as const

const Payload = z.object({ workspaceId: Id, importId: Id, operationId: Id })
type Payload = z.infer<typeof Payload>

export const importJob = defineJob({
  name: 'listening.import',
  payload: Payload,
  timeout: 6 * 3600,
  retries: 3,
  handle: (platform, payload, { signal }) => importAll(platform, payload, signal),
})

type Problem = ListeningImport['problems'][number]
interface Result {
  made: { id: string; level: Mention['level'] }[]
  known: number
  problems: Problem[]
}

async function importAll(platform: Platform, payload: Payload, signal: AbortSignal): Promise<void> {
  const scope = { workspaceId: payload.workspaceId, actor }
  const run = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => platform.inWorkspace(scope, work)
  const { operation, row, content, timeZone } = await run((ctx) => open(ctx, payload))
  if (operation.finishedAt || !row.mapping) return
  const { rows } = await readSheet(content)
  const mapping = row.mapping
  for (let from = operation.done; from < rows.length; from += portion) {
    if (signal.aborted) throw new Error('The import was interrupted')
    const result: Result = { made: [], known: 0, problems: [] }
    for (const one of rows.slice(from, from + portion)) {
      const mention = readMention(one.cells, mapping, timeZone)
      if ('problem' in mention) result.problems.push({ row: one.number, problem: mention.problem })
      else await submitRow(platform, payload, { one, mention, result })
    }
    const done = Math.min(from + portion, rows.length)
    if (!(await run((ctx) => writePortion(ctx, payload, done, result)))) break
  }
  await run((ctx) => finishOperation(ctx, payload.operationId))
}

async function open(ctx: Ctx, { importId, operationId }: Payload) {
  const operation = await getOperationRow(ctx, operationId)
  const [row] = await ctx.db.select().from(listeningImports).where(isImport(ctx, importId))
  const [workspace] = await ctx.db
    .select({ timeZone: workspaces.timeZone })
    .from(workspaces)
    .where(eq(workspaces.id, ctx.workspaceId))
  if (!row || !workspace) throw new Error(`import ${importId} is gone`)
  const { content } = await readFile(ctx, row.fileId)
  return { operation, row, content, timeZone: workspace.timeZone }
}

/** The key names the row of this import, so that a repeated portion is told again which cards were new. */
async function submitRow(
  platform: Platform,
  { workspaceId, importId }: Payload,
  { one, mention, result }: { one: Sheet['rows'][number]; mention: Mention; result: Result },
): Promise<void> {
  try {
    const idempotencyKey = `listening:${importId}:${one.number}`
    const { input, level } = mention
    const answer = await submitInterest({
      platform,
      workspaceId,
      actor,
      request: null,
      idempotencyKey,
      input,
    })
    if (answer.created) result.made.push({ id: answer.id, level })
    else result.known += 1
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    result.problems.push({ row: one.number, problem: error.code === 'CONFLICT' ? 'later' : 'refused' })
  }
}

/** False when the import is stopped or taken back. Taken back in between, the portion is still written down and withdrawn by a second undo. */
async function writePortion(ctx: Ctx, { importId, operationId }: Payload, done: number, result: Result) {
  const [row] = await ctx.db.select().from(listeningImports).where(isImport(ctx, importId)).for('update')
  if (!row) return false
  const keys = { workspaceId: ctx.workspaceId, importId }
  for (const { id, level } of result.made) {
    await ctx.db
      .insert(listeningImportCards)
      .values({ ...keys, interestId: id })
      .onConflictDoNothing()
    const card = await lockInterest(ctx, id)
    if (card.level !== level && level === 'negative')
      await changeInterest(ctx, card, { level }, { action: 'interest.level_changed', after: { level } })
  }
  const counts = {
    added: row.added + result.made.length,
    known: row.known + result.known,
    failed: row.failed + result.problems.length,
  }
  await ctx.db
    .update(listeningImports)
    .set({ ...counts, problems: [...row.problems, ...result.problems].slice(0, listedProblems) })
    .where(isImport(ctx, importId))
  const outcome = { stored: counts.added, known: counts.known, unreadable: counts.failed }
  const goesOn = await reportProgress(ctx, operationId, { done, outcome })
  return goesOn && row.undoneAt === null
}

function isImport(ctx: Ctx, id: string) {
  return and(eq(listeningImports.workspaceId, ctx.workspaceId), eq(listeningImports.id, id))
}
