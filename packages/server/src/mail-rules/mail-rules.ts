/** The list of rules: its order decides, every change is signed. */
import type { MailRule, MailRuleInput } from '@otklik/contract'
import { and, asc, desc, eq, inArray, max } from 'drizzle-orm'
import { recordAudit } from '../audit/index.ts'
import { members } from '../members/members.table.ts'
import type { Ctx } from '../platform/ctx.ts'
import { invalid, notFound } from '../platform/errors.ts'
import { products } from '../products/products.table.ts'
import type { MailRuleRow } from './decide.ts'
import { mailRuleApplications, mailRules } from './mail-rules.table.ts'

export async function listMailRules(ctx: Ctx): Promise<MailRule[]> {
  return viewRules(ctx, await listRuleRows(ctx))
}

export async function getMailRule(ctx: Ctx, id: string): Promise<MailRule> {
  return viewRule(ctx, await getRuleRow(ctx, id))
}

/** A new rule stands last: the rules above it go on taking their letters. */
export async function createMailRule(ctx: Ctx, input: MailRuleInput): Promise<MailRule> {
  await refuseUnknown(ctx, input.actions)
  const [last] = await ctx.db
    .select({ position: max(mailRules.position) })
    .from(mailRules)
    .where(eq(mailRules.workspaceId, ctx.workspaceId))
  return insertRule(ctx, input, (last?.position ?? -1) + 1)
}

export async function updateMailRule(
  ctx: Ctx,
  id: string,
  change: { [K in keyof MailRuleInput]?: MailRuleInput[K] | undefined },
): Promise<MailRule> {
  const before = await getRuleRow(ctx, id)
  const after: MailRuleRow = {
    ...before,
    name: change.name ?? before.name,
    enabled: change.enabled ?? before.enabled,
    match: change.match ?? before.match,
    conditions: change.conditions ?? before.conditions,
    actions: change.actions ?? before.actions,
    updatedAt: ctx.now(),
  }
  if (change.actions) await refuseUnknown(ctx, change.actions)
  await ctx.db
    .update(mailRules)
    .set({ ...settingsOf(after), updatedAt: after.updatedAt })
    .where(byId(ctx, id))
  await recordAudit(ctx, {
    action: 'mail_rule.updated',
    object: { kind: 'mail_rule', id },
    before: settingsOf(before),
    after: settingsOf(after),
  })
  return viewRule(ctx, after)
}

/** Right below the original and switched off, so that nothing changes until a person says so. */
export async function duplicateMailRule(ctx: Ctx, id: string): Promise<MailRule> {
  const rows = await listRuleRows(ctx)
  const from = rows.findIndex((row) => row.id === id)
  const original = rows[from]
  if (!original) throw notFound('There is no such rule')
  const copy = await insertRule(
    ctx,
    { ...settingsOf(original), name: `${original.name.slice(0, 95)} (2)`, enabled: false },
    rows.length,
  )
  await writeOrder(
    ctx,
    [...rows.slice(0, from + 1), copy, ...rows.slice(from + 1)].map((row) => row.id),
  )
  return getMailRule(ctx, copy.id)
}

export async function removeMailRule(ctx: Ctx, id: string): Promise<void> {
  const row = await getRuleRow(ctx, id)
  await ctx.db.delete(mailRules).where(byId(ctx, id))
  await recordAudit(ctx, {
    action: 'mail_rule.removed',
    object: { kind: 'mail_rule', id },
    before: settingsOf(row),
  })
}

/** `ids` names every rule once, in the new order. */
export async function reorderMailRules(ctx: Ctx, ids: string[]): Promise<MailRule[]> {
  const rows = await listRuleRows(ctx)
  const known = new Set(rows.map((row) => row.id))
  if (ids.length !== known.size || new Set(ids).size !== ids.length || ids.some((id) => !known.has(id))) {
    throw invalid('The order must name each rule once; reload the page', { ids: 'incomplete' })
  }
  await writeOrder(ctx, ids)
  await recordAudit(ctx, {
    action: 'mail_rule.reordered',
    object: { kind: 'mail_rule', id: null },
    before: { order: rows.map((row) => row.name) },
    after: { order: ids.map((id) => rows.find((row) => row.id === id)?.name ?? id) },
  })
  return listMailRules(ctx)
}

export async function listRuleRows(ctx: Ctx): Promise<MailRuleRow[]> {
  return ctx.db
    .select()
    .from(mailRules)
    .where(eq(mailRules.workspaceId, ctx.workspaceId))
    .orderBy(asc(mailRules.position), asc(mailRules.id))
}

export async function getRuleRow(ctx: Ctx, id: string): Promise<MailRuleRow> {
  const [row] = await ctx.db.select().from(mailRules).where(byId(ctx, id))
  if (!row) throw notFound('There is no such rule')
  return row
}

async function insertRule(ctx: Ctx, input: MailRuleInput, position: number): Promise<MailRule> {
  const row: MailRuleRow = {
    workspaceId: ctx.workspaceId,
    id: ctx.newId(),
    position,
    ...input,
    createdAt: ctx.now(),
    updatedAt: ctx.now(),
  }
  await ctx.db.insert(mailRules).values(row)
  await recordAudit(ctx, {
    action: 'mail_rule.created',
    object: { kind: 'mail_rule', id: row.id },
    after: { ...input },
  })
  return viewRule(ctx, row)
}

async function writeOrder(ctx: Ctx, ids: readonly string[]): Promise<void> {
  for (const [position, id] of ids.entries())
    await ctx.db.update(mailRules).set({ position }).where(byId(ctx, id))
}

/** A rule that names a product or a colleague of another workspace, or nobody's, is a mistake to be told at once. */
async function refuseUnknown(ctx: Ctx, { productId, memberId }: MailRuleInput['actions']): Promise<void> {
  if (productId) {
    const rows = await ctx.db
      .select({ id: products.id })
      .from(products)
      .where(and(eq(products.workspaceId, ctx.workspaceId), eq(products.id, productId)))
    if (rows.length === 0)
      throw invalid('There is no such product in the catalogue', { productId: 'unknown' })
  }
  if (memberId) {
    const rows = await ctx.db
      .select({ id: members.id })
      .from(members)
      .where(and(eq(members.workspaceId, ctx.workspaceId), eq(members.id, memberId)))
    if (rows.length === 0) throw invalid('There is no such colleague here', { memberId: 'unknown' })
  }
}

function settingsOf({ name, enabled, match, conditions, actions }: MailRuleInput): MailRuleInput {
  return { name, enabled, match, conditions, actions }
}

async function viewRule(ctx: Ctx, row: MailRuleRow): Promise<MailRule> {
  const [view] = await viewRules(ctx, [row])
  if (!view) throw notFound()
  return view
}

async function viewRules(ctx: Ctx, rows: MailRuleRow[]): Promise<MailRule[]> {
  const last = await lastApplications(
    ctx,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({
    id: row.id,
    position: row.position,
    ...settingsOf(row),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    lastApplication: last.get(row.id) ?? null,
  }))
}

async function lastApplications(
  ctx: Ctx,
  ruleIds: string[],
): Promise<Map<string, NonNullable<MailRule['lastApplication']>>> {
  if (ruleIds.length === 0) return new Map()
  const a = mailRuleApplications
  const rows = await ctx.db
    .selectDistinctOn([a.ruleId])
    .from(a)
    .where(and(eq(a.workspaceId, ctx.workspaceId), inArray(a.ruleId, ruleIds)))
    .orderBy(a.ruleId, desc(a.createdAt))
  return new Map(
    rows.map((row) => [
      row.ruleId,
      {
        operationId: row.id,
        at: row.createdAt.toISOString(),
        changed: row.changed,
        undone: row.undoneAt !== null,
      },
    ]),
  )
}

function byId(ctx: Ctx, id: string) {
  return and(eq(mailRules.workspaceId, ctx.workspaceId), eq(mailRules.id, id))
}
