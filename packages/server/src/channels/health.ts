/** The state of a channel as people see it: working, paused, failing and trying again, or stopped until somebody mends it. */
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Ctx } from '../platform/ctx.ts'
import type { Words } from './channel.ts'
import { channels } from './channels.table.ts'
import { noticeOutage } from './gaps.ts'

/** Writes a problem; `since` stays that of the first one. A paused channel stays paused. */
export async function writeProblem(
  ctx: Ctx,
  channelId: string,
  state: 'failing' | 'stopped',
  message: Words,
): Promise<void> {
  const [row] = await ctx.db
    .select({ state: channels.state, problem: channels.problem })
    .from(channels)
    .where(
      and(eq(channels.workspaceId, ctx.workspaceId), eq(channels.id, channelId), isNull(channels.removedAt)),
    )
    .for('update')
  if (!row || row.state === 'paused') return
  if (row.state === state && row.problem?.message.en === message.en) return
  const since = row.problem?.since ?? ctx.now().toISOString()
  await ctx.db
    .update(channels)
    .set({ state, problem: { message, since }, lastCheckedAt: ctx.now() })
    .where(and(eq(channels.workspaceId, ctx.workspaceId), eq(channels.id, channelId)))
  await ctx.events.emit({ type: 'channel.changed', data: { channelId } })
}

/** A look at the source went well. Told to screens only when it changes what they show. */
export async function writeChecked(
  ctx: Ctx,
  channelId: string,
  found: { lagSeconds?: number } = {},
): Promise<void> {
  const mine = and(eq(channels.workspaceId, ctx.workspaceId), eq(channels.id, channelId))
  const [before] = await ctx.db.select().from(channels).where(mine)
  if (!before) return
  await noticeOutage(ctx, before)
  const mended = before.state === 'failing' || before.state === 'stopped'
  await ctx.db
    .update(channels)
    .set({
      lastCheckedAt: ctx.now(),
      ...(found.lagSeconds !== undefined && { lagSeconds: found.lagSeconds }),
      ...(mended && { state: 'working' as const, problem: sql`null` }),
    })
    .where(mine)
  if (mended) await ctx.events.emit({ type: 'channel.changed', data: { channelId } })
}
