/** Finds events nobody read: a process died between storing and calling, or the call was lost. */
import { and, eq, isNull, lt, ne, or } from 'drizzle-orm'
import { z } from 'zod'
import { defineJob } from '../platform/jobs.ts'
import type { Platform } from '../platform/platform.ts'
import { channels, inboundEvents } from './channels.table.ts'
import { wakeChannel } from './wake.ts'

/** Younger events are most likely being read right now. */
const graceMs = 10_000

export const sweepJob = defineJob({
  name: 'channels.sweep',
  payload: z.object({}),
  cron: '* * * * *',
  retries: 0,
  handle: sweepChannels,
})

export async function sweepChannels(platform: Platform): Promise<void> {
  const now = platform.clock.now()
  const waiting = await platform.database.owner
    .selectDistinct({ workspaceId: inboundEvents.workspaceId, channelId: inboundEvents.channelId })
    .from(inboundEvents)
    .innerJoin(
      channels,
      and(eq(channels.workspaceId, inboundEvents.workspaceId), eq(channels.id, inboundEvents.channelId)),
    )
    .where(
      and(
        eq(inboundEvents.state, 'stored'),
        ne(channels.state, 'paused'),
        isNull(channels.removedAt),
        lt(inboundEvents.receivedAt, new Date(now.getTime() - graceMs)),
        or(isNull(inboundEvents.nextTryAt), lt(inboundEvents.nextTryAt, now)),
      ),
    )
  for (const place of waiting) await wakeChannel(platform, place)
}
