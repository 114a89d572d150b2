/** Rules at intake: the first enabled rule that fits a letter decides what it becomes. */
import type { Reason, RuleActions } from '@otklik/contract'
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { CardsOutcome } from '../channels/channel.ts'
import type { Classification, Letter } from '../channels/email/index.ts'
import { listAssignableMembers } from '../members/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { products } from '../products/products.table.ts'
import { applyActions } from './apply-rule.ts'
import { ruleMatches } from './conditions.ts'
import { mailRules } from './mail-rules.table.ts'

export type MailRuleRow = typeof mailRules.$inferSelect
/** What deciding needs of a rule; a rule being written has no row yet. */
export type ActiveRule = Pick<MailRuleRow, 'id' | 'name' | 'enabled' | 'match' | 'conditions' | 'actions'>

export interface ReadLetter {
  letter: Letter
  kind: Classification
  outcome: CardsOutcome
}

/** Classes a rule may make a card of. Bounces, complaints, our own letters and login codes never are. */
const rescuable = new Set(['list', 'auto_reply', 'receipt'])

export async function decideByRules(
  ctx: Ctx,
  read: ReadLetter,
): Promise<Pick<ReadLetter, 'kind' | 'outcome'>> {
  const rule = findRule(await listActiveRules(ctx), read)
  if (!rule) return { kind: read.kind, outcome: read.outcome }
  const decided = decide(rule, read)
  if (decided.kind.outcome !== 'interest' || decided.outcome.kind === 'ignored') return decided
  return { ...decided, outcome: { ...decided.outcome, preset: await presetOf(ctx, rule.actions) } }
}

/** Undefined for letters no rule may touch. */
export function findRule<R extends ActiveRule>(
  rules: readonly R[],
  { letter, kind }: Pick<ReadLetter, 'letter' | 'kind'>,
): R | undefined {
  if (kind.outcome !== 'interest' && !rescuable.has(kind.outcome)) return undefined
  return rules.find((rule) => rule.enabled && ruleMatches(rule, letter))
}

/** Pure part of `decideByRules`, without product and colleague. */
export function decide(
  rule: ActiveRule,
  { letter, kind, outcome }: ReadLetter,
): Pick<ReadLetter, 'kind' | 'outcome'> {
  const { disposition } = rule.actions
  if (disposition === 'ignore') {
    const reason = { ru: `Правило «${rule.name}»: не карточка`, en: `Rule “${rule.name}”: not a card` }
    return { kind: kind.outcome === 'interest' ? { ...kind, outcome: 'list', reason } : kind, outcome }
  }
  const isRescued = disposition === 'card' && kind.outcome !== 'interest'
  const reason = { ru: `Правило «${rule.name}»: карточка`, en: `Rule “${rule.name}”: a card` }
  if (outcome.kind === 'ignored') return { kind, outcome }
  return {
    kind: isRescued ? { ...kind, outcome: 'interest', reason } : kind,
    outcome: {
      ...outcome,
      items: outcome.items.map((inbound) => applyActions(rule.actions, letter, inbound)),
      recognisedBy: ruleReason(rule, outcome.recognisedBy),
    },
  }
}

export function ruleReason(rule: Pick<ActiveRule, 'id' | 'name'>, read: Reason | null | undefined): Reason {
  return { code: 'mail_rule', params: { ...read?.params, rule: rule.name, ruleId: rule.id } }
}

export async function listActiveRules(ctx: Ctx): Promise<MailRuleRow[]> {
  return ctx.db
    .select()
    .from(mailRules)
    .where(and(eq(mailRules.workspaceId, ctx.workspaceId), eq(mailRules.enabled, true)))
    .orderBy(asc(mailRules.position), asc(mailRules.id))
}

type Preset = NonNullable<Extract<CardsOutcome, { kind: 'interests' }>['preset']>

/** A product put away or a colleague not here is passed over: the letter is never refused for it. */
export async function presetOf(ctx: Ctx, { productId, memberId, level }: RuleActions): Promise<Preset> {
  const preset: Preset = {}
  if (level) preset.level = level
  if (productId && (await isOffered(ctx, productId))) preset.productId = productId
  if (memberId && (await listAssignableMembers(ctx)).some((member) => member.id === memberId))
    preset.memberId = memberId
  return preset
}

async function isOffered(ctx: Ctx, productId: string): Promise<boolean> {
  const rows = await ctx.db
    .select({ id: products.id })
    .from(products)
    .where(
      and(eq(products.workspaceId, ctx.workspaceId), eq(products.id, productId), isNull(products.archivedAt)),
    )
  return rows.length > 0
}
