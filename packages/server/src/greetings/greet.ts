/** Greets those who wait, one after another: the day limit, the spacing and the row of a person are decided and written in one transaction with the message. */
import { and, asc, desc, eq, gt, isNotNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { channels } from '../channels/channels.table.ts'
import { lockFirst, sayFirst } from '../conversations/index.ts'
import { inWorkspaceLanguage } from '../workspaces/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { AppError } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { greetingPeople } from './greetings.table.ts'
import { chooseWords } from './greeting-words.ts'
import { changePerson, getPerson, told, type PersonRow } from './person-row.ts'
import { findRule, type RuleRow } from './rules.ts'

const dayMs = 86_400_000

export interface GreetingPlace {
  workspaceId: string
  channelId: string
}

/** What else is owed to a person who could not be greeted. */
export type OnUnsent = (ctx: Ctx, row: PersonRow) => Promise<void>

/** Resolves to the time of the next greeting, or null when nobody waits. */
export async function greetInTurn(
  platform: Platform,
  { workspaceId, channelId }: GreetingPlace,
  onUnsent: OnUnsent,
): Promise<Date | null> {
  for (;;) {
    const next = await platform.inWorkspace(
      { workspaceId, actor: { kind: 'system', name: 'greeting' } },
      (ctx) => greetNext(ctx, channelId, onUnsent),
    )
    if (next !== 'again') return next
  }
}

async function greetNext(ctx: Ctx, channelId: string, onUnsent: OnUnsent): Promise<Date | null | 'again'> {
  const seen = await findWaiting(ctx, channelId)
  if (!seen) return null
  await lockFirst(ctx, seen)
  // Two workers take turns here, so that a limit is never passed.
  const rule = await findRule(ctx, channelId, true)
  const row = await getPerson(ctx, seen.id)
  if (row?.state !== 'waiting') return 'again'
  const channel = await readChannel(ctx, channelId)
  if (!rule?.enabled || !channel || channel.removedAt) {
    await changePerson(ctx, row.id, { state: 'off' })
    return 'again'
  }
  if (!isOver(ctx, row)) {
    // Mended by a person: the sweep looks again.
    if (channel.state === 'stopped') return null
    const next = await earliest(ctx, rule)
    if (next > ctx.now()) return next
  }
  await greet(ctx, { row, rule, onUnsent })
  return 'again'
}

async function greet(
  ctx: Ctx,
  { row, rule, onUnsent }: { row: PersonRow; rule: RuleRow; onUnsent: OnUnsent },
): Promise<void> {
  try {
    const words = await chooseWords(ctx, rule, row)
    const message = await sayFirst(ctx, row, words)
    const { id: messageId, conversationId } = message
    await told(
      ctx,
      await changePerson(ctx, row.id, { state: 'queued', greetedAt: ctx.now(), messageId, conversationId }),
    )
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'CANNOT_WRITE_HERE') throw error
    const reason = await inWorkspaceLanguage(ctx, Refusal.parse(error.data).words)
    const after = await changePerson(ctx, row.id, { state: 'blocked', error: reason })
    await onUnsent(ctx, after)
    await told(ctx, after)
  }
}

const Refusal = z.object({ words: z.object({ ru: z.string(), en: z.string() }) })

/** Whose time runs out goes first. */
async function findWaiting(ctx: Ctx, channelId: string): Promise<PersonRow | undefined> {
  const p = greetingPeople
  const [row] = await ctx.db
    .select()
    .from(p)
    .where(and(eq(p.workspaceId, ctx.workspaceId), eq(p.channelId, channelId), eq(p.state, 'waiting')))
    .orderBy(sql`${p.windowUntil} asc nulls last`, asc(p.cameAt), asc(p.id))
    .limit(1)
  return row
}

async function readChannel(ctx: Ctx, id: string) {
  const [row] = await ctx.db
    .select({ state: channels.state, removedAt: channels.removedAt })
    .from(channels)
    .where(and(eq(channels.workspaceId, ctx.workspaceId), eq(channels.id, id)))
  return row
}

/** When the account may greet again. Call with the rule locked. */
async function earliest(ctx: Ctx, rule: RuleRow): Promise<Date> {
  const p = greetingPeople
  const since = new Date(ctx.now().getTime() - dayMs)
  const rows = await ctx.db
    .select({ at: p.greetedAt })
    .from(p)
    .where(
      and(
        eq(p.workspaceId, ctx.workspaceId),
        eq(p.channelId, rule.id),
        isNotNull(p.greetedAt),
        gt(p.greetedAt, since),
      ),
    )
    .orderBy(desc(p.greetedAt))
    .limit(rule.dayLimit)
  const latest = rows[0]?.at?.getTime() ?? 0
  const oldest = rows[rule.dayLimit - 1]?.at?.getTime() ?? 0
  return new Date(Math.max(latest + rule.spacingSeconds * 1000, oldest === 0 ? 0 : oldest + dayMs))
}

function isOver(ctx: Ctx, { windowUntil }: PersonRow): boolean {
  return windowUntil !== null && windowUntil <= ctx.now()
}
