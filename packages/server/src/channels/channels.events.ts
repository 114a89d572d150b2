/** What channels do when something happens to them. */
import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../platform/ctx.ts'
import { subscribe, type Subscription } from '../platform/events.ts'
import { getChannelRow } from './channel-rows.ts'
import { channelGaps } from './channels.table.ts'
import { startHistoryImport } from './history.ts'
import { findConnector } from './registry.ts'

const dayMs = 86_400_000

export const channelSubscriptions: readonly Subscription[] = [
  subscribe('channel.missed', (ctx, { channelId, gapId }) => fillGap(ctx, channelId, gapId)),
]

/** Where the network can be asked for what was, it is asked at once; what came by both roads is one card. */
async function fillGap(ctx: Ctx, channelId: string, gapId: string): Promise<void> {
  const row = await getChannelRow(ctx, channelId)
  if (!findConnector(row.kind)?.channel.importHistory) return
  const mine = and(eq(channelGaps.workspaceId, ctx.workspaceId), eq(channelGaps.id, gapId))
  const [gap] = await ctx.db.select().from(channelGaps).where(mine)
  if (!gap) return
  const days = Math.max(1, Math.ceil((ctx.now().getTime() - gap.since.getTime()) / dayMs))
  const operation = await startHistoryImport(ctx, { id: channelId, days })
  await ctx.db.update(channelGaps).set({ operationId: operation.id }).where(mine)
}
