/** A rule over letters that came before it: counted first, applied with progress, taken back. */
import type { Operation } from '@otklik/contract'
import { and, count, eq, inArray, notInArray } from 'drizzle-orm'
import { z } from 'zod'
import { recordAudit } from '../audit/index.ts'
import { letters } from '../letters/letters.table.ts'
import { getOperationRow, startOperation } from '../operations/index.ts'
import { operations } from '../operations/operations.table.ts'
import type { Ctx } from '../platform/ctx.ts'
import { AppError, notFound } from '../platform/errors.ts'
import { applicationJob } from './applications.jobs.ts'
import { mailRuleApplications, mailRuleChanges } from './mail-rules.table.ts'
import { getRuleRow } from './mail-rules.ts'

const kinds = { count: 'mail_rules.count', apply: 'mail_rules.apply', undo: 'mail_rules.undo' } as const

/** `count` ends with numbers and changes nothing. */
export async function startApplication(
  ctx: Ctx,
  ruleId: string,
  mode: 'count' | 'apply',
): Promise<Operation> {
  const rule = await getRuleRow(ctx, ruleId)
  await refuseBusy(ctx, ruleId)
  const [row] = await ctx.db
    .select({ total: count() })
    .from(letters)
    .where(
      and(
        eq(letters.workspaceId, ctx.workspaceId),
        notInArray(letters.outcome, ['secret', 'unreadable', 'duplicate']),
      ),
    )
  const plan = { mode, ruleId, before: ctx.now().toISOString(), cursor: null }
  const operation = await startOperation(ctx, {
    kind: kinds[mode],
    title: rule.name,
    plan,
    total: row?.total ?? 0,
  })
  if (mode === 'apply') {
    await ctx.db
      .insert(mailRuleApplications)
      .values({ workspaceId: ctx.workspaceId, id: operation.id, ruleId, createdAt: ctx.now() })
    await recordAudit(ctx, {
      action: 'mail_rule.applied',
      object: { kind: 'mail_rule', id: ruleId },
      after: { operationId: operation.id },
    })
  }
  await ctx.jobs.enqueue(applicationJob, { workspaceId: ctx.workspaceId, operationId: operation.id })
  return operation
}

export async function startUndo(ctx: Ctx, applicationId: string): Promise<Operation> {
  const mine = and(
    eq(mailRuleApplications.workspaceId, ctx.workspaceId),
    eq(mailRuleApplications.id, applicationId),
  )
  const [application] = await ctx.db.select().from(mailRuleApplications).where(mine).for('update')
  if (!application) throw notFound('There is nothing to take back')
  const applied = await getOperationRow(ctx, applicationId)
  if (!applied.finishedAt) throw new AppError('RULE_WORK_UNDER_WAY')
  await refuseBusy(ctx, application.ruleId)
  const [row] = await ctx.db
    .select({ total: count() })
    .from(mailRuleChanges)
    .where(
      and(eq(mailRuleChanges.workspaceId, ctx.workspaceId), eq(mailRuleChanges.applicationId, applicationId)),
    )
  await ctx.db.update(mailRuleApplications).set({ undoneAt: ctx.now() }).where(mine)
  await recordAudit(ctx, {
    action: 'mail_rule.application_undone',
    object: { kind: 'mail_rule', id: application.ruleId },
    before: { operationId: applicationId },
  })
  const plan = { mode: 'undo', ruleId: application.ruleId, applicationId, cursor: null }
  const operation = await startOperation(ctx, {
    kind: kinds.undo,
    title: applied.title,
    plan,
    total: row?.total ?? 0,
  })
  await ctx.jobs.enqueue(applicationJob, { workspaceId: ctx.workspaceId, operationId: operation.id })
  return operation
}

const RulePlan = z.object({ ruleId: z.string() })

/** One work of a rule at a time: two would write the same cards. */
async function refuseBusy(ctx: Ctx, ruleId: string): Promise<void> {
  const rows = await ctx.db
    .select({ plan: operations.plan })
    .from(operations)
    .where(
      and(
        eq(operations.workspaceId, ctx.workspaceId),
        inArray(operations.kind, Object.values(kinds)),
        inArray(operations.state, ['waiting', 'running']),
      ),
    )
  if (rows.some(({ plan }) => RulePlan.safeParse(plan).data?.ruleId === ruleId))
    throw new AppError('RULE_WORK_UNDER_WAY')
}
