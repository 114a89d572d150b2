/** Keeps the counters short: many small changes become one sum. */
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { defineJob } from '../platform/jobs.ts'
import type { Platform } from '../platform/platform.ts'

export const foldConversationCountsJob = defineJob({
  name: 'conversations.fold-counts',
  payload: z.object({}),
  cron: '* * * * *',
  retries: 0,
  handle: (platform) => foldConversationCounts(platform),
})

/** Rows below which a workspace is left alone: reading them costs nothing. */
const worthFolding = 200

export async function foldConversationCounts(platform: Platform, threshold = worthFolding): Promise<void> {
  const { rows } = await platform.database.owner.execute<{ workspace_id: string }>(
    sql`select workspace_id from conversation_counts group by workspace_id having count(*) >= ${threshold}`,
  )
  for (const { workspace_id: workspaceId } of rows) {
    await platform.inWorkspace({ workspaceId, actor: { kind: 'system', name: 'counters' } }, ({ db }) =>
      db.execute(foldWorkspace(workspaceId)),
    )
  }
}

/** One statement: a reader sees the rows before or after, and two folds at once sum only what each took away. */
function foldWorkspace(workspaceId: string) {
  return sql`
    with taken as (
      delete from conversation_counts where workspace_id = ${workspaceId}
      returning channel_id, responsible_id, state, unanswered, snoozed, delta
    )
    insert into conversation_counts (workspace_id, id, channel_id, responsible_id, state, unanswered, snoozed, delta)
    select ${workspaceId}, gen_random_uuid(), channel_id, responsible_id, state, unanswered, snoozed, sum(delta)
    from taken
    group by channel_id, responsible_id, state, unanswered, snoozed
    having sum(delta) <> 0`
}
