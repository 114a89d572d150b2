/** The program without its doors, for one command: the same settings, database and data folder as `npm start`. */
import { readConfig } from '../platform/config.ts'
import { startEmbedded } from '../platform/db/embedded.ts'
import { createLog } from '../platform/log.ts'
import { createProgram, type Program } from '../start.ts'

/** Opens the program, runs the work and stops what it started; works beside a running installation. */
export async function withProgram<T>(work: (program: Program) => Promise<T>): Promise<T> {
  // Commands print their own words; the log would mix with them.
  const config = readConfig({ ...process.env, LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn' })
  const log = createLog(config.logLevel, 'stderr')
  const embedded = config.databaseUrl ? null : await startEmbedded({ dataDir: config.dataDir, log })
  try {
    const program = await createProgram({
      config,
      databaseUrl: config.databaseUrl ?? embedded?.url ?? '',
      log,
    })
    try {
      return await work(program)
    } finally {
      await program.stop()
    }
  } finally {
    await embedded?.stop()
  }
}
