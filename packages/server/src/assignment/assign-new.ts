/** Gives a new card to somebody, in the card's own transaction. */
import type { Reason } from '@otklik/contract'
import { and, eq } from 'drizzle-orm'
import { countOpenByMember, getInterestRow, setResponsible } from '../interests/index.ts'
import { listAssignableMembers } from '../members/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { listRuleRows, type AssignmentRuleRow } from './assignment.ts'
import { assignmentRules } from './assignment.table.ts'
import { leastLoaded, nextInTurn, ruleMatches } from './strategy.ts'

/** The first matching rule decides; without one, or with claimFirst, the card waits for whoever takes it. */
export async function assignNewInterest(ctx: Ctx, interestId: string): Promise<void> {
  const rules = await listRuleRows(ctx)
  if (rules.length === 0) return
  const card = await getInterestRow(ctx, interestId)
  if (card.responsibleId !== null || card.processedAt !== null) return
  // It was decided already that it waits, and why.
  if (card.responsibleReason !== null) return
  const rule = rules.find((candidate) => ruleMatches(candidate, card))
  if (!rule || rule.strategy === 'claimFirst') return
  const choice = await choose(ctx, rule.id)
  if (choice) await setResponsible(ctx, interestId, choice)
}

/** The rule's row is locked: cards arriving together take turns, so nobody is skipped and nobody gets two. */
async function choose(ctx: Ctx, ruleId: string): Promise<{ memberId: string; reason: Reason } | null> {
  const [rule] = await ctx.db
    .select()
    .from(assignmentRules)
    .where(and(eq(assignmentRules.workspaceId, ctx.workspaceId), eq(assignmentRules.id, ruleId)))
    .for('update')
  if (!rule) return null
  const present = new Set((await listAssignableMembers(ctx)).map((member) => member.id))
  const memberId = await pick(ctx, rule, present)
  if (memberId === null) return null
  await ctx.db
    .update(assignmentRules)
    .set({ lastMemberId: memberId })
    .where(and(eq(assignmentRules.workspaceId, ctx.workspaceId), eq(assignmentRules.id, ruleId)))
  const code = rule.strategy === 'roundRobin' ? 'assigned_in_turn' : 'assigned_least_loaded'
  return { memberId, reason: { code, params: { rule: rule.name } } }
}

async function pick(ctx: Ctx, rule: AssignmentRuleRow, present: ReadonlySet<string>): Promise<string | null> {
  if (rule.strategy === 'roundRobin') return nextInTurn(rule.memberIds, present, rule.lastMemberId)
  return leastLoaded(rule.memberIds, present, await countOpenByMember(ctx), rule.lastMemberId)
}
