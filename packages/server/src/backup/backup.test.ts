import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { channels } from '../channels/channels.table.ts'
import { createChannel, openChannel } from '../channels/index.ts'
import { keepFile, prepareFile } from '../files/index.ts'
import { createDatabase, type Database } from '../platform/db/client.ts'
import { readConfig, type Config } from '../platform/config.ts'
import { createFiles, fileKey } from '../platform/files.ts'
import { createVault } from '../platform/vault.ts'
import { useHarness, type TestWorkspace } from '../test/harness.ts'
import { createTestDatabase } from '../test/test-database.ts'
import { makeBackup } from './make-backup.ts'
import { verifyBackup } from './read-backup.ts'
import { countContents, restoreBackup } from './restore-backup.ts'

const harness = useHarness({ jobs: false })
let folder = ''
let path = ''
let shop: TestWorkspace
let fileId = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'otklik-backup-'))
  path = join(folder, 'all.otklik')
  shop = await harness().newWorkspace()
  await shop.owner.client.products.create({ name: 'Кофе\tс «табуляцией»\\n', synonyms: ['кофе'] })
  await shop.owner.client.interests.create({
    activityClass: 'mail',
    action: 'email',
    text: 'Сколько стоит?\nДве строки\tи \\ черта',
  })
  await shop.run((ctx) =>
    createChannel(ctx, {
      kind: 'email',
      name: 'Почта',
      values: { address: 'a@shop.example', password: 'очень тайное', imapHost: 'imap.shop.example' },
    }),
  )
  const content = Buffer.from('proof')
  const prepared = await prepareFile(harness().program.platform, shop.id, { name: 'a.txt', content })
  fileId = (await shop.run((ctx) => keepFile(ctx, prepared))).id
  await save()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function save() {
  const { config, database, files, vault } = harness().program.platform
  return makeBackup({ config, database, files, vault }, path)
}

async function withTarget(
  work: (target: { config: Config; database: Database; url: string }) => Promise<void>,
  env: Record<string, string> = {},
): Promise<void> {
  const { url, drop } = await createTestDatabase()
  const dataDir = await mkdtemp(join(folder, 'target-'))
  const database = createDatabase({ url, maxConnections: 2 })
  try {
    await work({ config: readConfig({ OTKLIK_DATA: dataDir, LOG_LEVEL: 'silent', ...env }), database, url })
  } finally {
    await database.close()
    await drop()
  }
}

describe('a backup', () => {
  it('is a private file that verifies', async () => {
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    const { manifest, about } = await verifyBackup(path)
    expect(about.key).toBe('file')
    expect(manifest.rows['interests']).toBe(1)
    expect(about.tables.find(({ name }) => name === 'interests')?.columns).not.toContain('search')
  })

  it('comes back whole: rows, files, passwords, search', async () => {
    await withTarget(async ({ config, database }) => {
      const files = await createFiles(config)
      await restoreBackup({ config, database, files }, await verifyBackup(path))
      const { rows } = await database.pool.query<{ text: string; found: boolean }>(
        `select text, search @@ to_tsquery('russian', 'стоит') as found from interests`,
      )
      expect(rows).toEqual([{ text: 'Сколько стоит?\nДве строки\tи \\ черта', found: true }])
      expect(Buffer.from(await files.get(fileKey(shop.id, fileId))).toString()).toBe('proof')
      const [row] = await database.owner.select().from(channels).where(eq(channels.kind, 'email'))
      const vault = createVault({ secret: null, dataDir: config.dataDir })
      expect(row && openChannel(vault, { ...row }).config).toMatchObject({ password: 'очень тайное' })
      const walls = await database.pool.query<{ n: string }>(
        `select count(*) as n from pg_policies where tablename = 'interests'`,
      )
      expect(walls.rows[0]?.n).toBe('1')
      expect((await countContents(database)).people).toBe(1)
    })
  })

  it('is refused when a byte is wrong or the end is missing, before anything is touched', async () => {
    const good = await readFile(path)
    const short = join(folder, 'short.otklik')
    await writeFile(short, good.subarray(0, Math.floor(good.length * 0.7)))
    await expect(verifyBackup(short)).rejects.toThrow(/not a whole backup/)
    const changed = gunzipSync(good)
    const at = changed.indexOf('Две строки')
    expect(at).toBeGreaterThan(0)
    changed[at] = (changed[at] ?? 0) ^ 1
    const wrong = join(folder, 'wrong.otklik')
    await writeFile(wrong, gzipSync(changed))
    await expect(verifyBackup(wrong)).rejects.toThrow(/not what was written/)
    await writeFile(wrong, 'not an archive at all')
    await expect(verifyBackup(wrong)).rejects.toThrow(/not a whole backup/)
  })

  it('leaves everything as it was when the restore fails in the middle', async () => {
    await withTarget(async ({ config, database }) => {
      const files = await createFiles(config)
      const backup = await verifyBackup(path)
      const lying = {
        ...backup,
        manifest: { ...backup.manifest, rows: { ...backup.manifest.rows, interests: 7 } },
      }
      await expect(restoreBackup({ config, database, files }, lying)).rejects.toThrow(/1 rows of 7/)
      expect(await countContents(database)).toEqual({ people: 0, workspaces: 0 })
      expect(await files.exists(fileKey(shop.id, fileId))).toBe(false)
      expect(existsSync(join(config.dataDir, 'secret.key'))).toBe(false)
    })
  })

  it('wants the program stopped, its own migrations and no foreign key', async () => {
    await withTarget(async ({ config, database, url }) => {
      const files = await createFiles(config)
      const backup = await verifyBackup(path)
      const running = createDatabase({ url, maxConnections: 1 })
      await running.pool.query('select 1')
      await expect(restoreBackup({ config, database, files }, backup)).rejects.toThrow(
        /running on this database/,
      )
      await running.close()
      const newer = {
        ...backup,
        about: { ...backup.about, migrations: [{ name: '29990101_later', hash: 'x' }] },
      }
      await expect(restoreBackup({ config, database, files }, newer)).rejects.toThrow(/newer Otklik/)
    })
    await withTarget(
      async ({ config, database }) => {
        await expect(
          restoreBackup({ config, database, files: await createFiles(config) }, await verifyBackup(path)),
        ).rejects.toThrow(/without OTKLIK_SECRET/)
      },
      { OTKLIK_SECRET: 'x'.repeat(40) },
    )
  })

  it('replaces what was there when that is wanted', async () => {
    await withTarget(async ({ config, database }) => {
      const files = await createFiles(config)
      const backup = await verifyBackup(path)
      await restoreBackup({ config, database, files }, backup)
      await database.pool.query(`update interests set text = 'later'`)
      await restoreBackup({ config, database, files }, backup)
      const { rows } = await database.pool.query<{ text: string }>('select text from interests')
      expect(rows[0]?.text).toMatch(/^Сколько/)
      expect(await files.exists(fileKey(shop.id, fileId))).toBe(true)
    })
  })
})
