/** The whole installation into one file: every table in one snapshot, every stored file, the key. Nothing large is held in memory. */
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { finished, pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { to as copyTo } from 'pg-copy-streams'
import { pack as createPack, type Pack } from 'tar-stream'
import type { Config } from '../platform/config.ts'
import type { Database, DbClient } from '../platform/db/client.ts'
import { StartError } from '../platform/errors.ts'
import { fileKey, type Files } from '../platform/files.ts'
import type { Vault } from '../platform/vault.ts'
import { version } from '../platform/version.ts'
import {
  aboutName,
  backupFormat,
  keyName,
  keyPurpose,
  keyWords,
  manifestName,
  type About,
  type Manifest,
} from './manifest.ts'
import { listTables, migrationsTable, quote, tableExists, type TableShape } from './tables.ts'

export interface BackupSource {
  config: Config
  database: Database
  files: Files
  vault: Vault
  /** `done` of `total` bytes, roughly. */
  onProgress?: (done: number, total: number, words: string) => void
}

export interface BackupSummary {
  rows: number
  files: number
  missing: string[]
  bytes: number
  key: About['key']
}

/** Members of one table are cut at this size: a tar names sizes before contents. */
const maxPiece = 8 * 1024 * 1024

/** Appears under its name only when it is whole. Mode 0600: it holds secrets. */
export async function makeBackup(source: BackupSource, path: string): Promise<BackupSummary> {
  const draft = `${path}.part`
  const pack = createPack()
  const out = createWriteStream(draft, { mode: 0o600 })
  const written = pipeline(pack, createGzip({ level: 6 }), out)
  // Whoever fails first tells; the other one must not stay unheard.
  written.catch(() => undefined)
  try {
    const summary = await fillArchive(source, pack)
    pack.finalize()
    await written
    await syncFile(draft)
    await rename(draft, path)
    return { ...summary, bytes: out.bytesWritten }
  } catch (error) {
    pack.destroy()
    await rm(draft, { force: true })
    throw error
  }
}

interface Packing {
  source: BackupSource
  pack: Pack
  members: Manifest['members']
  done: number
  total: number
}

async function fillArchive(source: BackupSource, pack: Pack): Promise<Omit<BackupSummary, 'bytes'>> {
  const client = await source.database.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    if (!(await tableExists(client, migrationsTable)))
      throw new StartError('There is nothing to back up: this database holds no Otklik yet.')
    const tables = await listTables(client)
    const packing: Packing = { source, pack, members: {}, done: 0, total: await measure(client) }
    const about = await describe(source, client, tables)
    await addMember(packing, aboutName, Buffer.from(JSON.stringify(about, null, 1)))
    if (about.key === 'file')
      await addMember(packing, keyName, await readFile(join(source.config.dataDir, keyName)))
    const rows: Manifest['rows'] = {}
    for (const table of tables) rows[table.name] = await addTable(packing, client, table)
    const { count, missing } = await addFiles(packing, client)
    await addMember(
      packing,
      manifestName,
      Buffer.from(JSON.stringify({ rows, members: packing.members, missing } satisfies Manifest, null, 1)),
    )
    await client.query('commit')
    return {
      rows: Object.values(rows).reduce((sum, one) => sum + one, 0),
      files: count,
      missing,
      key: about.key,
    }
  } finally {
    client.release(true)
  }
}

async function describe(
  { config, vault }: BackupSource,
  client: DbClient,
  tables: TableShape[],
): Promise<About> {
  const migrations = await client.query<{ name: string; hash: string }>(
    `select name, hash from ${migrationsTable} order by name`,
  )
  const server = await client.query<{ server_version: string }>('show server_version')
  return {
    format: backupFormat,
    program: version,
    madeAt: new Date().toISOString(),
    postgres: server.rows[0]?.server_version ?? '',
    migrations: migrations.rows,
    tables,
    key: config.secret === null ? 'file' : 'environment',
    keyCheck: vault.seal(keyWords, keyPurpose),
  }
}

async function measure(client: DbClient): Promise<number> {
  const { rows } = await client.query<{ bytes: string }>(
    `select (select coalesce(sum(pg_table_size(c.oid)), 0) from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r')
          + (select coalesce(sum(size), 0) from files) as bytes`,
  )
  return Number(rows[0]?.bytes ?? 0)
}

/** Rows in PostgreSQL's own text form, which every version reads. Pieces end with a row. */
async function addTable(packing: Packing, client: DbClient, table: TableShape): Promise<number> {
  const stream = client.query(
    copyTo(`copy (select ${table.columns.map(quote).join(', ')} from ${quote(table.name)}) to stdout`),
  )
  let held: Buffer[] = []
  let size = 0
  let rows = 0
  let piece = 0
  const flush = async (): Promise<void> => {
    piece += 1
    await addMember(
      packing,
      `tables/${table.name}/${String(piece).padStart(6, '0')}.copy`,
      Buffer.concat(held, size),
    )
    held = []
    size = 0
  }
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) rows += 1
    held.push(chunk)
    size += chunk.length
    if (size >= maxPiece && chunk.at(-1) === 10) await flush()
  }
  if (size > 0) await flush()
  return rows
}

async function addFiles(packing: Packing, client: DbClient): Promise<{ count: number; missing: string[] }> {
  const { rows } = await client.query<{ workspace_id: string; id: string }>(
    'select workspace_id, id from files union select workspace_id, id from inbound_events where body is null order by 1, 2',
  )
  const missing: string[] = []
  for (const row of rows) {
    const key = fileKey(row.workspace_id, row.id)
    if (await packing.source.files.exists(key))
      await addMember(packing, `files/${key}`, Buffer.from(await packing.source.files.get(key)))
    else missing.push(key)
  }
  return { count: rows.length - missing.length, missing }
}

async function addMember(packing: Packing, name: string, content: Buffer): Promise<void> {
  const { pack, source } = packing
  if (name !== manifestName)
    packing.members[name] = {
      size: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    }
  const entry = pack.entry({ name, size: content.length, mode: 0o600, mtime: new Date() })
  entry.end(content)
  await finished(entry)
  packing.done += content.length
  source.onProgress?.(packing.done, packing.total, name.split('/').slice(0, 2).join('/'))
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
