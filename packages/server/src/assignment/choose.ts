/** The choice of a rule among people who may get it now. */
import type { Reason } from '@otklik/contract'
import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../platform/ctx.ts'
import { listRuleRows, type AssignmentRuleRow } from './assignment.ts'
import { assignmentRules } from './assignment.table.ts'
import { leastLoaded, nextInTurn, ruleMatches, type NewCard } from './strategy.ts'

/** `nobody`: the rule's people are away or have their fill. */
type Chosen = { kind: 'member'; memberId: string; reason: Reason } | { kind: 'nobody'; rule: string }

interface Candidates {
  /** Who may get it: here, a participant, below the limit. */
  able: ReadonlySet<string>
  load: ReadonlyMap<string, number>
}

/** Null: no rule matches, or the one that does leaves it to whoever takes it first. */
export async function chooseAmong(ctx: Ctx, card: NewCard, among: Candidates): Promise<Chosen | null> {
  const rule = (await listRuleRows(ctx)).find((candidate) => ruleMatches(candidate, card))
  return rule && rule.strategy !== 'claimFirst' ? chooseByRule(ctx, rule.id, among) : null
}

/** The rule's row is locked: what arrives together is shared in turn, so nobody is skipped and nobody gets two. */
async function chooseByRule(ctx: Ctx, ruleId: string, { able, load }: Candidates): Promise<Chosen | null> {
  const byId = and(eq(assignmentRules.workspaceId, ctx.workspaceId), eq(assignmentRules.id, ruleId))
  const [rule] = await ctx.db.select().from(assignmentRules).where(byId).for('update')
  if (!rule) return null
  const memberId = pick(rule, able, load)
  if (memberId === null) return { kind: 'nobody', rule: rule.name }
  await ctx.db.update(assignmentRules).set({ lastMemberId: memberId }).where(byId)
  const code = rule.strategy === 'roundRobin' ? 'assigned_in_turn' : 'assigned_least_loaded'
  return { kind: 'member', memberId, reason: { code, params: { rule: rule.name } } }
}

function pick(
  rule: AssignmentRuleRow,
  able: ReadonlySet<string>,
  load: ReadonlyMap<string, number>,
): string | null {
  return rule.strategy === 'roundRobin'
    ? nextInTurn(rule.memberIds, able, rule.lastMemberId)
    : leastLoaded(rule.memberIds, able, load, rule.lastMemberId)
}
