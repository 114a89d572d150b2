/** Gives tests a PostgreSQL: the one named in the environment, or an embedded one that lives as long as the run. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '../platform/db/embedded.ts'

export async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env['OTKLIK_TEST_DATABASE_URL']) return undefined
  const dataDir = await mkdtemp(join(tmpdir(), 'otklik-test-pg-'))
  const embedded = await startEmbedded({ dataDir, log: { info: () => undefined } })
  process.env['OTKLIK_TEST_DATABASE_URL'] = embedded.url
  return async () => {
    await embedded.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
