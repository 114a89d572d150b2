/** Rows of answers: how they are loaded, changed and shown. */
import type { Answer, DeliveryState } from '@otklik/contract'
import { and, asc, eq } from 'drizzle-orm'
import { listFileRows, viewFile } from '../files/index.ts'
import { setAnswerState } from '../interests/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { notFound } from '../platform/errors.ts'
import { answers } from './answers.table.ts'

export type AnswerRow = typeof answers.$inferSelect

export async function findAnswerRow(ctx: Ctx, id: string, lock = false): Promise<AnswerRow | undefined> {
  const query = ctx.db.select().from(answers).where(isAnswer(ctx, id))
  const [row] = await (lock ? query.for('update') : query)
  return row
}

export async function lockAnswer(ctx: Ctx, interestId: string, id: string): Promise<AnswerRow> {
  const row = await findAnswerRow(ctx, id, true)
  if (!row || row.interestId !== interestId) throw notFound('There is no such answer on this card')
  return row
}

export async function listAnswerRows(ctx: Ctx, interestId: string): Promise<AnswerRow[]> {
  return ctx.db
    .select()
    .from(answers)
    .where(and(eq(answers.workspaceId, ctx.workspaceId), eq(answers.interestId, interestId)))
    .orderBy(asc(answers.createdAt), asc(answers.id))
}

/** Changes the answer and the state its card shows, and tells the screens. */
export async function changeAnswer(
  ctx: Ctx,
  row: AnswerRow,
  set: Partial<AnswerRow> & { state: DeliveryState },
): Promise<AnswerRow> {
  // Locks the card, which always comes before its answers.
  await setAnswerState(ctx, row.interestId, set.state)
  const [after] = await ctx.db.update(answers).set(set).where(isAnswer(ctx, row.id)).returning()
  if (!after) throw new Error(`answer ${row.id} is gone`)
  await tellAnswer(ctx, after)
  return after
}

export async function tellAnswer(ctx: Ctx, row: AnswerRow): Promise<void> {
  await ctx.events.emit({
    type: 'answer.changed',
    data: { interestId: row.interestId, answerId: row.id, state: row.state },
  })
}

export async function viewAnswer(ctx: Ctx, row: AnswerRow): Promise<Answer> {
  const files = await listFileRows(ctx, row.fileIds)
  return {
    id: row.id,
    text: row.text,
    state: row.state,
    by:
      row.memberId === null
        ? { kind: 'system', id: null, name: row.authorName }
        : { kind: 'member', id: row.memberId, name: row.authorName },
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
    error: row.error,
    attachments: files.map(viewFile),
  }
}

function isAnswer(ctx: Ctx, id: string) {
  return and(eq(answers.workspaceId, ctx.workspaceId), eq(answers.id, id))
}
