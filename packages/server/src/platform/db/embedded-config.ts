import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { giveTo } from './embedded-folder.ts'
import type { Account } from './embedded-account.ts'

export const SOCKET_PORT = 5432

/** Sized for a laptop: about 30 MB when idle. A bigger machine overrides any line in custom.conf beside this file. */
const SETTINGS = `
max_connections = 60
shared_buffers = 48MB
work_mem = 8MB
maintenance_work_mem = 64MB
effective_cache_size = 512MB
random_page_cost = 1.1
jit = off
# io workers and the replication launcher would be four more processes that mostly sleep
io_method = sync
max_logical_replication_workers = 0
max_parallel_workers_per_gather = 1
max_locks_per_transaction = 128
autovacuum_max_workers = 2
autovacuum_worker_slots = 4
# what is committed survives a power cut
fsync = on
synchronous_commit = on
full_page_writes = on
wal_compression = on
# nobody replicates from the built-in server, so the log need not carry it
wal_level = minimal
max_wal_senders = 0
max_wal_size = 512MB
min_wal_size = 48MB
checkpoint_timeout = 10min
timezone = 'UTC'
log_timezone = 'UTC'
datestyle = 'iso, ymd'
lc_messages = 'C'
log_min_messages = warning
log_checkpoints = off
log_line_prefix = '%m [%p] '
include_if_exists = 'custom.conf'
`

/** Where the server listens: a socket folder, or a port of 127.0.0.1 on Windows. */
export interface Listen {
  socketFolder: string | undefined
  port: number
}

export async function writeConfig(
  cluster: string,
  listen: Listen,
  account: Account | undefined,
): Promise<void> {
  const head =
    listen.socketFolder === undefined
      ? `listen_addresses = '127.0.0.1'\nunix_socket_directories = ''\n`
      : `listen_addresses = ''\nunix_socket_directories = ${quote(quoteListItem(listen.socketFolder))}\nunix_socket_permissions = 0700\n`
  const note = '# Written by Otklik at every start. Your own settings go into custom.conf in this folder.\n'
  const file = join(cluster, 'postgresql.conf')
  await writeFile(file, `${note}port = ${listen.port}\n${head}${SETTINGS}`)
  await giveTo(file, account)
}

/** unix_socket_directories is a comma-separated list whose items may be double-quoted. */
function quoteListItem(folder: string): string {
  return `"${folder.replaceAll('"', '""')}"`
}

function quote(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}
