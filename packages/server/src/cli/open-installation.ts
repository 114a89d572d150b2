/** An installation without the running parts: settings, database, files, vault. For commands that must work where the program would not start. */
import type { Config } from '../platform/config.ts'
import { readConfig } from '../platform/config.ts'
import { createDatabase, type Database } from '../platform/db/client.ts'
import { startEmbedded } from '../platform/db/embedded.ts'
import { createFiles, type Files } from '../platform/files.ts'
import { createLog, type Log } from '../platform/log.ts'
import { createVault, type Vault } from '../platform/vault.ts'

export interface Installation {
  config: Config
  database: Database
  files: Files
  log: Log
  /** Reads the key, and makes one where there is none. */
  openVault(): Vault
}

export function readCommandConfig(): Config {
  // Commands print their own words; the log would mix with them.
  return readConfig({ ...process.env, LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn' })
}

/** Opens, runs the work and stops what it started; works beside a running program. */
export async function withInstallation<T>(
  config: Config,
  work: (installation: Installation) => Promise<T>,
): Promise<T> {
  const log = createLog(config.logLevel, 'stderr')
  const embedded = config.databaseUrl ? null : await startEmbedded({ dataDir: config.dataDir, log })
  try {
    const database = createDatabase({ url: config.databaseUrl ?? embedded?.url ?? '', maxConnections: 4 })
    try {
      return await work({
        config,
        database,
        files: await createFiles(config),
        log,
        openVault: () => createVault({ secret: config.secret, dataDir: config.dataDir }),
      })
    } finally {
      await database.close()
    }
  } finally {
    await embedded?.stop()
  }
}
