/** Who gets a new card: rules in order, the first that matches decides (R049 to R052). */
import type { AssignmentRule, AssignmentRuleInput } from '@otklik/contract'
import { and, asc, eq, inArray, max } from 'drizzle-orm'
import { recordAudit } from '../audit/index.ts'
import { memberBriefs } from '../members/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { invalid, notFound } from '../platform/errors.ts'
import { members } from '../members/members.table.ts'
import { assignmentRules } from './assignment.table.ts'

export type AssignmentRuleRow = typeof assignmentRules.$inferSelect

export async function listAssignmentRules(ctx: Ctx): Promise<AssignmentRule[]> {
  return viewRules(ctx, await listRuleRows(ctx))
}

export async function createAssignmentRule(ctx: Ctx, input: AssignmentRuleInput): Promise<AssignmentRule> {
  await refuseUnknownMembers(ctx, input.memberIds)
  refuseEmptyQueue(input)
  const [last] = await ctx.db
    .select({ position: max(assignmentRules.position) })
    .from(assignmentRules)
    .where(eq(assignmentRules.workspaceId, ctx.workspaceId))
  const row: AssignmentRuleRow = {
    workspaceId: ctx.workspaceId,
    id: ctx.newId(),
    position: (last?.position ?? -1) + 1,
    ...input,
    lastMemberId: null,
    createdAt: ctx.now(),
  }
  await ctx.db.insert(assignmentRules).values(row)
  await recordAudit(ctx, {
    action: 'assignment_rule.created',
    object: { kind: 'assignment_rule', id: row.id },
    after: { ...input },
  })
  return viewRule(ctx, row)
}

/** Cards already given stay with their people; the new rule works from the next card on (R052). */
export async function updateAssignmentRule(
  ctx: Ctx,
  id: string,
  change: { [K in keyof AssignmentRuleInput]?: AssignmentRuleInput[K] | undefined },
): Promise<AssignmentRule> {
  const before = await getRuleRow(ctx, id)
  const after: AssignmentRuleRow = {
    ...before,
    name: change.name ?? before.name,
    channelIds: change.channelIds ?? before.channelIds,
    sourceTypes: change.sourceTypes ?? before.sourceTypes,
    activityClasses: change.activityClasses ?? before.activityClasses,
    strategy: change.strategy ?? before.strategy,
    memberIds: change.memberIds ?? before.memberIds,
  }
  await refuseUnknownMembers(ctx, after.memberIds)
  refuseEmptyQueue(after)
  await ctx.db.update(assignmentRules).set(settingsOf(after)).where(byId(ctx, id))
  await recordAudit(ctx, {
    action: 'assignment_rule.updated',
    object: { kind: 'assignment_rule', id },
    before: settingsOf(before),
    after: settingsOf(after),
  })
  return viewRule(ctx, after)
}

export async function removeAssignmentRule(ctx: Ctx, id: string): Promise<void> {
  const row = await getRuleRow(ctx, id)
  await ctx.db.delete(assignmentRules).where(byId(ctx, id))
  await recordAudit(ctx, {
    action: 'assignment_rule.removed',
    object: { kind: 'assignment_rule', id },
    before: settingsOf(row),
  })
}

/** `ids` names every rule once, in the new order. */
export async function reorderAssignmentRules(ctx: Ctx, ids: string[]): Promise<AssignmentRule[]> {
  const rows = await listRuleRows(ctx)
  const known = new Set(rows.map((row) => row.id))
  if (ids.length !== known.size || ids.some((id) => !known.has(id)) || new Set(ids).size !== ids.length) {
    throw invalid('The order must name each rule once; reload the page', { ids: 'incomplete' })
  }
  for (const [position, id] of ids.entries()) {
    await ctx.db.update(assignmentRules).set({ position }).where(byId(ctx, id))
  }
  await recordAudit(ctx, {
    action: 'assignment_rule.reordered',
    object: { kind: 'assignment_rule', id: null },
    before: { order: rows.map((row) => row.name) },
    after: { order: ids.map((id) => rows.find((row) => row.id === id)?.name ?? id) },
  })
  return listAssignmentRules(ctx)
}

export async function listRuleRows(ctx: Ctx): Promise<AssignmentRuleRow[]> {
  return ctx.db
    .select()
    .from(assignmentRules)
    .where(eq(assignmentRules.workspaceId, ctx.workspaceId))
    .orderBy(asc(assignmentRules.position), asc(assignmentRules.id))
}

async function getRuleRow(ctx: Ctx, id: string): Promise<AssignmentRuleRow> {
  const [row] = await ctx.db.select().from(assignmentRules).where(byId(ctx, id))
  if (!row) throw notFound('There is no such rule')
  return row
}

async function refuseUnknownMembers(ctx: Ctx, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  const rows = await ctx.db
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.workspaceId, ctx.workspaceId), inArray(members.id, ids)))
  if (rows.length !== new Set(ids).size)
    throw invalid('One of these people is not in this workspace', { memberIds: 'unknown' })
}

function refuseEmptyQueue(rule: Pick<AssignmentRuleInput, 'strategy' | 'memberIds'>): void {
  if (rule.strategy !== 'claimFirst' && rule.memberIds.length === 0) {
    throw invalid('Choose the people among whom cards are shared', { memberIds: 'required' })
  }
}

function settingsOf(row: AssignmentRuleInput) {
  const { name, channelIds, sourceTypes, activityClasses, strategy, memberIds } = row
  return { name, channelIds, sourceTypes, activityClasses, strategy, memberIds }
}

async function viewRule(ctx: Ctx, row: AssignmentRuleRow): Promise<AssignmentRule> {
  const briefs = await memberBriefs(ctx, row.memberIds)
  return {
    id: row.id,
    position: row.position,
    ...settingsOf(row),
    members: row.memberIds.flatMap((id) => briefs.get(id) ?? []),
  }
}

async function viewRules(ctx: Ctx, rows: AssignmentRuleRow[]): Promise<AssignmentRule[]> {
  const views: AssignmentRule[] = []
  for (const row of rows) views.push(await viewRule(ctx, row))
  return views
}

function byId(ctx: Ctx, id: string) {
  return and(eq(assignmentRules.workspaceId, ctx.workspaceId), eq(assignmentRules.id, id))
}
