/** The machine the figures were measured on. */
import { cpus, loadavg, release, totalmem } from 'node:os'
import pg from 'pg'
import { benchFolder, openPlace } from './place.ts'

export async function describeMachine(): Promise<string> {
  const place = await openPlace(benchFolder)
  const client = new pg.Client({ connectionString: place.urlOf('postgres') })
  await client.connect()
  const { rows } = await client.query<{ version: string; fsync: string; commit: string; buffers: string }>(
    `select current_setting('server_version') as version, current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit, current_setting('shared_buffers') as buffers`,
  )
  await client.end()
  await place.stop()
  const [found] = rows
  const cores = cpus()
  return [
    `${cores.length} × ${cores[0]?.model ?? 'unknown processor'}, ${(totalmem() / 1024 ** 3).toFixed(0)} GB, ${process.platform} ${release()}`,
    `Node ${process.versions.node}, PostgreSQL ${found?.version} built in: fsync ${found?.fsync}, synchronous_commit ${found?.commit}, shared_buffers ${found?.buffers}`,
  ].join('\n')
}

export function describeLoad(): string {
  return loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')
}
