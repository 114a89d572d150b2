/** Jobs of posts. The sweep finds what a crash left behind. */
import { and, eq, lt, or } from 'drizzle-orm'
import { z } from 'zod'
import { interruptedMs } from '../channels/index.ts'
import { defineJob, type AnyJob } from '../platform/jobs.ts'
import type { Platform } from '../platform/platform.ts'
import { posts } from './posts.table.ts'
import { publishPostJob } from './publish-post.ts'

/** A waiting post whose job should have begun long ago. */
const overdueMs = 2 * 60_000

const sweepPostsJob = defineJob({
  name: 'posts.sweep',
  payload: z.object({}),
  cron: '* * * * *',
  retries: 0,
  handle: sweepPosts,
})

export const postJobs: readonly AnyJob[] = [publishPostJob, sweepPostsJob]

export async function sweepPosts(platform: Platform): Promise<void> {
  const now = platform.clock.now().getTime()
  const rows = await platform.database.owner
    .select({ workspaceId: posts.workspaceId, postId: posts.id })
    .from(posts)
    .where(
      or(
        and(eq(posts.state, 'sending'), lt(posts.sendingAt, new Date(now - interruptedMs))),
        and(eq(posts.state, 'queued'), lt(posts.sendAfter, new Date(now - overdueMs))),
      ),
    )
  for (const place of rows) await platform.jobs.enqueue(platform.database.owner, publishPostJob, place)
}
