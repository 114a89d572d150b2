import { chmod } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { channels } from '../channels/channels.table.ts'
import { createChannel } from '../channels/index.ts'
import { keepFile, prepareFile } from '../files/index.ts'
import type { Config } from '../platform/config.ts'
import { fileKey } from '../platform/files.ts'
import { useHarness } from '../test/harness.ts'
import { examine } from './doctor.ts'

const harness = useHarness({ jobs: false })

function settings(): Config {
  const { program, databaseUrl } = harness()
  return { ...program.platform.config, databaseUrl, port: 0 }
}

async function troubles(config: Config = settings()): Promise<string[]> {
  const findings = await examine(config)
  for (const finding of findings) expect(finding.state === 'ok').toBe(finding.mend === null)
  return findings.filter(({ state }) => state !== 'ok').map(({ check }) => check)
}

describe('doctor', () => {
  it('finds nothing in a good installation', async () => {
    expect(await troubles()).toEqual([])
  })

  it('sees a key others may read, and a busy port', async () => {
    const key = join(settings().dataDir, 'secret.key')
    await chmod(key, 0o644)
    expect(await troubles()).toEqual(['key'])
    await chmod(key, 0o600)
    const taken = createServer((socket) => socket.destroy())
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const { port } = taken.address() as AddressInfo
    expect(await troubles({ ...settings(), host: '127.0.0.1', port })).toEqual(['port'])
    await new Promise((resolve) => taken.close(resolve))
  })

  it('sees a database that is away and a folder that is not there', async () => {
    expect(await troubles({ ...settings(), databaseUrl: 'postgres://nobody@127.0.0.1:1/none' })).toEqual([
      'database',
    ])
    expect(await troubles({ ...settings(), dataDir: '/nowhere/at/all', databaseUrl: null })).toEqual([
      'folder',
      'key',
    ])
  })

  it('sees a fallen wall and a newer database', async () => {
    const { pool } = harness().program.platform.database
    await pool.query('alter table products disable row level security')
    expect(await troubles()).toEqual(['walls'])
    await pool.query('alter table products enable row level security')
    await pool.query(`insert into otklik_migrations (name, hash) values ('29990101_later', 'x')`)
    expect(await troubles()).toEqual(['migrations'])
    await pool.query(`delete from otklik_migrations where name = '29990101_later'`)
  })

  it('sees lost files, closed secrets and channels with a problem', async () => {
    const shop = await harness().newWorkspace()
    const { platform } = harness().program
    const prepared = await prepareFile(platform, shop.id, { name: 'a.txt', content: Buffer.from('x') })
    const file = await shop.run((ctx) => keepFile(ctx, prepared))
    await platform.files.remove(fileKey(shop.id, file.id))
    const channel = await shop.run((ctx) =>
      createChannel(ctx, {
        kind: 'email',
        name: 'Почта',
        values: { address: 'a@shop.example', password: 'x', imapHost: 'imap.shop.example' },
      }),
    )
    const foreign = platform.vault.seal('{"password":"x"}', 'another place')
    const words = { ru: 'Пароль не подошёл', en: 'The password was refused' }
    await platform.database.owner
      .update(channels)
      .set({
        secrets: foreign,
        state: 'stopped',
        problem: { message: words, since: new Date().toISOString() },
      })
      .where(eq(channels.id, channel.id))
    expect(await troubles()).toEqual(['secrets', 'files', 'channels'])
  })
})
