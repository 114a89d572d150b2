/** Jobs of the outbox. `sending` is committed before the network is touched, so after a crash nobody sends blindly again. */
import { and, eq, isNull, lt, lte, or } from 'drizzle-orm'
import { z } from 'zod'
import { interruptedMs } from '../channels/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { defineJob, type AnyJob } from '../platform/jobs.ts'
import type { Platform } from '../platform/platform.ts'
import { deliverDialog } from './deliver.ts'
import { messages } from './messages.table.ts'

const sendMessagesJob = defineJob({
  name: 'conversations.send',
  payload: z.object({ workspaceId: z.uuid(), conversationId: z.uuid() }),
  concurrency: 6,
  retries: 10,
  handle: async (platform, payload) => {
    const again = await deliverDialog(platform, payload)
    if (again)
      await platform.jobs.enqueue(platform.database.owner, sendMessagesJob, payload, { startAfter: again })
  },
})

const sweepMessagesJob = defineJob({
  name: 'conversations.sweep',
  payload: z.object({}),
  cron: '* * * * *',
  retries: 0,
  handle: sweepMessages,
})

export const outboxJobs: readonly AnyJob[] = [sendMessagesJob, sweepMessagesJob]

/** `at` null: at once. */
export async function callOutbox(ctx: Ctx, conversationId: string, at: Date | null = null): Promise<void> {
  const place = { workspaceId: ctx.workspaceId, conversationId }
  await ctx.jobs.enqueue(sendMessagesJob, place, at ? { startAfter: at } : { priority: 1 })
}

/** A waiting message whose job should have begun long ago. */
const overdueMs = 2 * 60_000

/** Finds what a crash left behind. */
export async function sweepMessages(platform: Platform): Promise<void> {
  const now = platform.clock.now().getTime()
  const overdue = new Date(now - overdueMs)
  const rows = await platform.database.owner
    .selectDistinct({ workspaceId: messages.workspaceId, conversationId: messages.conversationId })
    .from(messages)
    .where(
      or(
        and(eq(messages.state, 'sending'), lt(messages.sendingAt, new Date(now - interruptedMs))),
        and(
          eq(messages.state, 'queued'),
          lt(messages.sendAfter, overdue),
          or(lte(messages.nextTryAt, overdue), isNull(messages.nextTryAt)),
        ),
      ),
    )
  for (const place of rows) await platform.jobs.enqueue(platform.database.owner, sendMessagesJob, place)
}
