/** Reading a backup file: first all of it is checked, only then is any of it used. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract as createExtract } from 'tar-stream'
import type { z } from 'zod'
import { errorMessage, StartError } from '../platform/errors.ts'
import { About, aboutName, backupFormat, keyName, Manifest, manifestName } from './manifest.ts'

export interface Backup {
  path: string
  about: About
  manifest: Manifest
  /** Content of the key file; null when the key came from the environment. */
  key: Buffer | null
}

/** Larger descriptions are not ours. */
const maxDescription = 256 * 1024 * 1024

/** Reads everything and compares every sum. Throws StartError in words when a byte is wrong or the end is missing. */
export async function verifyBackup(path: string, onProgress?: (bytes: number) => void): Promise<Backup> {
  const sums = new Map<string, { size: number; sha256: string }>()
  const kept = new Map<string, Buffer>()
  let done = 0
  try {
    await eachMember(path, async (name, chunks) => {
      const hash = createHash('sha256')
      const parts: Buffer[] = []
      let size = 0
      const isKept = name === aboutName || name === manifestName || name === keyName
      for await (const chunk of chunks) {
        hash.update(chunk)
        size += chunk.length
        if (isKept && size <= maxDescription) parts.push(Buffer.from(chunk))
        onProgress?.((done += chunk.length))
      }
      sums.set(name, { size, sha256: hash.digest('hex') })
      if (isKept) kept.set(name, Buffer.concat(parts))
    })
  } catch (error) {
    throw damaged(path, errorMessage(error))
  }
  const about = parse(path, About, kept.get(aboutName))
  if (about.format !== backupFormat)
    throw new StartError(
      `${path} was made by another version of Otklik (${about.program}) in a form this one cannot read. Restore it with that version.`,
    )
  const manifest = parse(path, Manifest, kept.get(manifestName))
  compare(path, manifest, sums)
  return { path, about, manifest, key: kept.get(keyName) ?? null }
}

/** Calls `use` for every member in order; what it leaves unread is passed over. */
export async function eachMember(
  path: string,
  use: (name: string, chunks: AsyncIterable<Buffer>) => Promise<void>,
): Promise<void> {
  const extract = createExtract()
  const reading = pipeline(createReadStream(path), createGunzip(), extract)
  reading.catch(() => undefined)
  for await (const entry of extract) {
    await use(entry.header.name, entry as AsyncIterable<Buffer>)
    entry.resume()
  }
  await reading
}

function compare(
  path: string,
  manifest: Manifest,
  sums: ReadonlyMap<string, { size: number; sha256: string }>,
): void {
  for (const [name, expected] of Object.entries(manifest.members)) {
    const found = sums.get(name)
    if (!found) throw damaged(path, `${name} is missing`)
    if (found.sha256 !== expected.sha256 || found.size !== expected.size)
      throw damaged(path, `${name} is not what was written`)
  }
  const strange = [...sums.keys()].find((name) => name !== manifestName && !(name in manifest.members))
  if (strange !== undefined) throw damaged(path, `${strange} does not belong to it`)
}

function parse<T>(path: string, schema: z.ZodType<T>, content: Buffer | undefined): T {
  if (!content) throw damaged(path, 'its end or its beginning is missing')
  try {
    return schema.parse(JSON.parse(content.toString('utf8')))
  } catch (error) {
    throw damaged(path, errorMessage(error))
  }
}

function damaged(path: string, why: string): StartError {
  return new StartError(
    `${path} is not a whole backup: ${why}. Nothing was changed; take another copy of the file.`,
  )
}
