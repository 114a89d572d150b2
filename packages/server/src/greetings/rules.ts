/** How each account greets. */
import type { GreetingRule, GreetingRuleInput } from '@otklik/contract'
import { and, asc, eq, isNull } from 'drizzle-orm'
import { recordAudit } from '../audit/index.ts'
import { channels } from '../channels/channels.table.ts'
import { findConnector, getChannelRow, type ChannelRow } from '../channels/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { invalid } from '../platform/errors.ts'
import { getTemplateRow } from '../templates/index.ts'
import { greetingRules } from './greetings.table.ts'

export type RuleRow = typeof greetingRules.$inferSelect

const fresh: GreetingRuleInput = {
  enabled: false,
  onRequest: true,
  onMessage: false,
  templateId: null,
  texts: [],
  dayLimit: 100,
  spacingSeconds: 5,
  approve: 'never',
  silentAfterHours: 72,
}

export async function findRule(ctx: Ctx, channelId: string, lock = false): Promise<RuleRow | undefined> {
  const query = ctx.db
    .select()
    .from(greetingRules)
    .where(and(eq(greetingRules.workspaceId, ctx.workspaceId), eq(greetingRules.id, channelId)))
  const [row] = await (lock ? query.for('update') : query)
  return row
}

/** Channels with dialogs, whether they greet or not. */
export async function listRules(ctx: Ctx): Promise<{ items: GreetingRule[] }> {
  const rows = await ctx.db
    .select()
    .from(channels)
    .where(and(eq(channels.workspaceId, ctx.workspaceId), isNull(channels.removedAt)))
    .orderBy(asc(channels.name), asc(channels.id))
  const saved = await ctx.db
    .select()
    .from(greetingRules)
    .where(eq(greetingRules.workspaceId, ctx.workspaceId))
  const known = new Map(saved.map((row) => [row.id, row]))
  return { items: rows.filter(hasDialogs).map((row) => viewRule(row, known.get(row.id) ?? fresh)) }
}

export async function saveRule(ctx: Ctx, id: string, input: GreetingRuleInput): Promise<GreetingRule> {
  const channel = await getChannelRow(ctx, id)
  if (!hasDialogs(channel)) throw invalid('This channel has no dialogs', { id: 'no_dialogs' })
  await refuseWordless(ctx, input)
  const values = { ...input, updatedAt: ctx.now() }
  await ctx.db
    .insert(greetingRules)
    .values({ ...values, workspaceId: ctx.workspaceId, id })
    .onConflictDoUpdate({ target: [greetingRules.workspaceId, greetingRules.id], set: values })
  await recordAudit(ctx, {
    action: 'greeting.saved',
    object: { kind: 'channel', id },
    after: { ...input },
  })
  await ctx.events.emit({ type: 'greeting.changed', data: { channelId: id } })
  return viewRule(channel, input)
}

async function refuseWordless(ctx: Ctx, { enabled, texts, templateId }: GreetingRuleInput): Promise<void> {
  if (enabled && texts.length === 0 && templateId === null)
    throw invalid('Write what to greet with', { texts: 'required' })
  if (templateId !== null && !(await getTemplateRow(ctx, templateId)).shared)
    throw invalid('Only a template of the team greets', { templateId: 'own' })
}

function hasDialogs({ kind }: ChannelRow): boolean {
  const manifest = findConnector(kind)?.channel.manifest
  return manifest !== undefined && manifest.answers && manifest.answersTo.includes('dialog')
}

function viewRule(channel: ChannelRow, rule: GreetingRuleInput): GreetingRule {
  const { enabled, onRequest, onMessage, templateId, texts, dayLimit, spacingSeconds } = rule
  return {
    channelId: channel.id,
    channelName: channel.name,
    kind: channel.kind,
    takesRequests: findConnector(channel.kind)?.channel.manifest.answersTo.includes('join_request') ?? false,
    makesLinks: findConnector(channel.kind)?.channel.startLink !== undefined,
    enabled,
    onRequest,
    onMessage,
    templateId,
    texts,
    dayLimit,
    spacingSeconds,
    approve: rule.approve,
    silentAfterHours: rule.silentAfterHours,
  }
}
