/** The long part: letters in handfuls, each handful with its progress in one transaction. A worker that dies repeats nothing. */
import { and, desc, eq, inArray, lt, notInArray, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import { changeInterest, lockInterests, type InterestRow } from '../interests/index.ts'
import { interests } from '../interests/interests.table.ts'
import { letters } from '../letters/letters.table.ts'
import { finishOperation, getOperationRow, reportProgress, type OperationRow } from '../operations/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { AppError } from '../platform/errors.ts'
import { defineJob } from '../platform/jobs.ts'
import { findTouched, planChange } from './card-patch.ts'
import { findRule, ruleReason, type MailRuleRow } from './decide.ts'
import { mailRuleApplications, mailRuleChanges } from './mail-rules.table.ts'
import { listRuleRows } from './mail-rules.ts'
import type { Reading } from './reading.ts'
import { listStoredLetters, readStored, type Run } from './readings.ts'
import { undoChunk } from './undo-chunk.ts'

const Plan = z.discriminatedUnion('mode', [
  z.object({
    mode: z.enum(['count', 'apply']),
    ruleId: z.string(),
    cursor: z.tuple([z.string(), z.string()]).nullable(),
  }),
  z.object({
    mode: z.literal('undo'),
    ruleId: z.string(),
    applicationId: z.string(),
    cursor: z.string().nullable(),
  }),
])
type Plan = z.output<typeof Plan>
type LetterPlan = Extract<Plan, { mode: 'count' | 'apply' }>

export const applicationJob = defineJob({
  name: 'mail-rules.apply',
  payload: z.object({ workspaceId: z.string(), operationId: z.string() }),
  timeout: 3600,
  async handle(platform, { workspaceId, operationId }, { signal }) {
    const run: Run = (work) =>
      platform.inWorkspace({ workspaceId, actor: { kind: 'system', name: 'mail rules' } }, work)
    try {
      while (!signal.aborted && (await nextChunk(run, operationId)));
    } catch (error) {
      // A rule deleted meanwhile will not come back; anything else is tried again from the last handful.
      if (!(error instanceof AppError)) throw error
      await run((ctx) => finishOperation(ctx, operationId, { error: error.message }))
    }
  },
})

export const mailRuleJobs = [applicationJob]

const chunkSize = 50

/** True when there is more to do. */
async function nextChunk(run: Run, operationId: string): Promise<boolean> {
  const row = await run((ctx) => getOperationRow(ctx, operationId))
  if (row.finishedAt) return false
  if (row.cancelledAt) return end(run, operationId)
  const plan = Plan.parse(row.plan)
  const goesOn = plan.mode === 'undo' ? await undoChunk(run, row, plan) : await letterChunk(run, row, plan)
  return goesOn || end(run, operationId)
}

async function end(run: Run, operationId: string): Promise<false> {
  await run((ctx) => finishOperation(ctx, operationId))
  return false
}

async function letterChunk(run: Run, row: OperationRow, plan: LetterPlan): Promise<boolean> {
  const { keys, stored, rules } = await run(async (ctx) => {
    const found = await listKeys(ctx, plan.cursor)
    return {
      keys: found,
      stored: await listStoredLetters(
        ctx,
        found.map((key) => key.id),
      ),
      rules: await listRuleRows(ctx),
    }
  })
  const saved = rules.find((one) => one.id === plan.ruleId)
  if (!saved) throw new AppError('NOT_FOUND', { message: 'The rule was deleted meanwhile' })
  // A rule that is switched off may still be tried on the past: only what it takes counts.
  const rule: MailRuleRow = { ...saved, enabled: true }
  const order = rules.map((one) => (one.id === rule.id ? rule : one))
  const matched: Matched[] = []
  for (const letter of stored) {
    const reading = await readStored(run, letter)
    if (reading && findRule(order, reading)?.id === rule.id)
      matched.push({ eventId: letter.letter.eventId, interestId: letter.letter.interestId, reading })
  }
  const last = keys.at(-1)
  if (!last) return false
  const cursor: LetterPlan['cursor'] = [last.arrivedAt.toISOString(), last.id]
  return run(async (ctx) => {
    const counted = await changeCards(ctx, {
      operationId: row.id,
      rule,
      matched,
      write: plan.mode === 'apply',
    })
    const goesOn = await reportProgress(ctx, row.id, {
      done: row.done + keys.length,
      outcome: sum(row.outcome, counted),
      plan: { ...plan, cursor },
    })
    return goesOn && keys.length === chunkSize
  })
}

interface Matched {
  eventId: string
  interestId: string | null
  reading: Reading
}

interface ChunkWork {
  operationId: string
  rule: MailRuleRow
  matched: Matched[]
  write: boolean
}

/** `changed` cards, `kept` as a person corrected them, `same` as the rule wants, `noCard`: letters without one. */
async function changeCards(ctx: Ctx, work: ChunkWork): Promise<Record<string, number>> {
  const counted = { matched: work.matched.length, changed: 0, kept: 0, same: 0, noCard: 0 }
  const cards = await lockCards(ctx, work)
  const touched = await findTouched(
    ctx,
    [...cards.values()].map((card) => card.id),
  )
  const done = await listChanged(
    ctx,
    work.operationId,
    [...cards.values()].map((card) => card.id),
  )
  for (const { eventId, interestId, reading } of work.matched) {
    const card = cards.get(interestId ?? '') ?? cards.get(eventId)
    if (!card) counted.noCard += 1
    else if (done.has(card.id)) counted.same += 1
    else
      counted[await changeCard(ctx, work, card, { reading, touched: touched.get(card.id) ?? new Set() })] += 1
    if (card) done.add(card.id)
  }
  if (work.write && counted.changed > 0) {
    await ctx.db
      .update(mailRuleApplications)
      .set({ changed: sql`${mailRuleApplications.changed} + ${counted.changed}` })
      .where(
        and(
          eq(mailRuleApplications.workspaceId, ctx.workspaceId),
          eq(mailRuleApplications.id, work.operationId),
        ),
      )
    await ctx.events.emit({ type: 'interests.changed', data: { count: counted.changed } })
  }
  return counted
}

async function changeCard(
  ctx: Ctx,
  work: ChunkWork,
  card: InterestRow,
  about: { reading: Reading; touched: ReadonlySet<string> },
): Promise<'changed' | 'kept' | 'same'> {
  const change = await planChange(ctx, work.rule, card, about)
  if (!change) return 'same'
  if (Object.keys(change.patch).length === 0) return 'kept'
  if (!work.write) return 'changed'
  const before = Object.fromEntries(
    Object.keys(change.patch).map((field) => [field, card[field as keyof InterestRow]]),
  )
  await changeInterest(ctx, card, change.patch, {
    action: 'interest.rule_applied',
    before,
    after: { ...change.patch },
    reason: ruleReason(work.rule, null),
  })
  await ctx.db.insert(mailRuleChanges).values({
    workspaceId: ctx.workspaceId,
    id: ctx.newId(),
    applicationId: work.operationId,
    interestId: card.id,
    before,
    after: { ...change.patch },
  })
  return 'changed'
}

/** Cards under the id of their letter's event and under their own. */
async function lockCards(ctx: Ctx, { matched }: ChunkWork): Promise<Map<string, InterestRow>> {
  const byEvent = await ctx.db
    .select({ id: interests.id })
    .from(interests)
    .where(
      and(
        eq(interests.workspaceId, ctx.workspaceId),
        inArray(
          interests.eventId,
          matched.map((one) => one.eventId),
        ),
      ),
    )
  const byHand = matched.flatMap((one) => one.interestId ?? [])
  const cards = await lockInterests(ctx, [...new Set([...byEvent.map((one) => one.id), ...byHand])])
  return new Map(
    cards.flatMap((card) => [
      [card.id, card] as const,
      ...(card.eventId ? [[card.eventId, card] as const] : []),
    ]),
  )
}

async function listChanged(ctx: Ctx, applicationId: string, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const c = mailRuleChanges
  const rows = await ctx.db
    .select({ id: c.interestId })
    .from(c)
    .where(
      and(eq(c.workspaceId, ctx.workspaceId), eq(c.applicationId, applicationId), inArray(c.interestId, ids)),
    )
  return new Set(rows.map((row) => row.id))
}

async function listKeys(ctx: Ctx, cursor: LetterPlan['cursor']): Promise<{ id: string; arrivedAt: Date }[]> {
  const at = cursor ? new Date(cursor[0]) : null
  return ctx.db
    .select({ id: letters.id, arrivedAt: letters.arrivedAt })
    .from(letters)
    .where(
      and(
        eq(letters.workspaceId, ctx.workspaceId),
        notInArray(letters.outcome, ['secret', 'unreadable', 'duplicate']),
        cursor && at
          ? or(lt(letters.arrivedAt, at), and(eq(letters.arrivedAt, at), lt(letters.id, cursor[1])))
          : undefined,
      ),
    )
    .orderBy(desc(letters.arrivedAt), desc(letters.id))
    .limit(chunkSize)
}

function sum(left: Record<string, number>, right: Record<string, number>): Record<string, number> {
  return Object.fromEntries(
    [...new Set([...Object.keys(left), ...Object.keys(right)])].map((key) => [
      key,
      (left[key] ?? 0) + (right[key] ?? 0),
    ]),
  )
}
