/** Looks at what is inside: secrets, stored files, work that failed. */
import { inArray, isNotNull, sql } from 'drizzle-orm'
import { channels, inboundEvents } from '../../channels/channels.table.ts'
import { openChannel } from '../../channels/index.ts'
import { files } from '../../files/files.table.ts'
import type { Database } from '../../platform/db/client.ts'
import { errorMessage } from '../../platform/errors.ts'
import { fileKey, type Files } from '../../platform/files.ts'
import type { Vault } from '../../platform/vault.ts'
import { ok, problem, warning, type Finding } from './finding.ts'

/** Rows looked at: enough to notice a lost folder, few enough for an installation of any size. */
const sample = 500

export async function checkSecrets({ owner }: Database, vault: Vault): Promise<Finding> {
  const rows = await owner.select().from(channels).where(isNotNull(channels.secrets)).limit(sample)
  const closed: string[] = []
  for (const row of rows) {
    try {
      openChannel(vault, row)
    } catch (error) {
      // Settings that no longer suit are the channel's own trouble, shown with the channels.
      if (/authenticate data|not a sealed|key length/i.test(errorMessage(error))) closed.push(row.name)
    }
  }
  if (closed.length === 0) return ok('secrets', `${rows.length} channels open with the key`)
  return problem(
    'secrets',
    `The key does not open the passwords of: ${closed.join(', ')}`,
    'Put the original secret.key (or OTKLIK_SECRET) back from a backup, or type the passwords of these channels anew.',
  )
}

export async function checkFiles({ owner }: Database, store: Files): Promise<Finding> {
  const kept = await owner
    .select({ workspaceId: files.workspaceId, id: files.id, name: files.name })
    .from(files)
    .orderBy(sql`random()`)
    .limit(sample)
  const missing: string[] = []
  for (const row of kept) {
    const key = fileKey(row.workspaceId, row.id)
    if (!(await store.exists(key))) missing.push(`${row.name} (${key})`)
  }
  if (missing.length === 0) return ok('files', `${kept.length} stored files looked at, all there`)
  return problem(
    'files',
    `${missing.length} of ${kept.length} stored files are gone, such as ${missing.slice(0, 3).join(', ')}`,
    'Bring back the folder «files» of the data folder (or the S3 bucket), or restore a backup.',
  )
}

export async function checkWork({ owner, pool }: Database): Promise<Finding[]> {
  const failed = await pool
    .query<{ n: string }>(`select count(*) as n from pgboss.job where state = 'failed'`)
    .catch(() => ({ rows: [{ n: '0' }] }))
  const failedCount = Number(failed.rows[0]?.n ?? 0)
  const parked = await owner.$count(inboundEvents, sql`${inboundEvents.state} = 'parked'`)
  const troubled = await owner
    .select({ name: channels.name, problem: channels.problem })
    .from(channels)
    .where(inArray(channels.state, ['failing', 'stopped']))
    .limit(sample)
  const live = troubled.filter(({ problem: words }) => words !== null)
  return [
    failedCount === 0
      ? ok('jobs', 'no failed jobs')
      : warning(
          'jobs',
          `${failedCount} jobs failed`,
          'Open Settings → Failed jobs: see why, then run them again or discard them.',
        ),
    parked === 0
      ? ok('events', 'no parked events')
      : warning(
          'events',
          `${parked} events could not be read and are kept`,
          'Open the channel: parked events show why and can be read again.',
        ),
    live.length === 0
      ? ok('channels', 'no channel has a problem')
      : problem(
          'channels',
          live.map(({ name, problem: words }) => `${name}: ${words?.message.en ?? ''}`).join('; '),
          'Open the channel and follow its words; it goes on by itself where it can.',
        ),
  ]
}
