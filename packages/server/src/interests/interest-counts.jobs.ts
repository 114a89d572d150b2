/** Keeps the counters short: many small changes become one sum. */
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { defineJob } from '../platform/jobs.ts'
import type { Platform } from '../platform/platform.ts'

export const foldCountsJob = defineJob({
  name: 'interests.fold-counts',
  payload: z.object({}),
  cron: '* * * * *',
  retries: 0,
  handle: (platform) => foldCounts(platform),
})

/** Rows below which a workspace is left alone: reading them costs nothing. */
const worthFolding = 200

/** Folds the counters of every workspace that has collected enough. */
export async function foldCounts(platform: Platform, threshold = worthFolding): Promise<void> {
  const { rows } = await platform.database.owner.execute<{ workspace_id: string }>(
    sql`select workspace_id from interest_counts group by workspace_id having count(*) >= ${threshold}`,
  )
  for (const { workspace_id: workspaceId } of rows) {
    await platform.inWorkspace({ workspaceId, actor: { kind: 'system', name: 'counters' } }, ({ db }) =>
      db.execute(foldWorkspace(workspaceId)),
    )
  }
}

/**
 * One statement, so that a reader sees the rows before or after and never between. Two folds at once: the second waits for
 * the rows of the first, finds them gone and sums only what it itself took away.
 */
function foldWorkspace(workspaceId: string) {
  return sql`
    with taken as (
      delete from interest_counts where workspace_id = ${workspaceId}
      returning responsible_id, open, is_public, level, handed_over_to, lead, delta
    )
    insert into interest_counts (workspace_id, id, responsible_id, open, is_public, level, handed_over_to, lead, delta)
    select ${workspaceId}, gen_random_uuid(), responsible_id, open, is_public, level, handed_over_to, lead, sum(delta)
    from taken
    group by responsible_id, open, is_public, level, handed_over_to, lead
    having sum(delta) <> 0`
}
