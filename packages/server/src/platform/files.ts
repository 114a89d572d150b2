/** Stored bytes: a folder of the installation, or any S3. Keys are made by us; a name from outside is never a path. */
import { createHash } from 'node:crypto'
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'
import type { Config } from './config.ts'
import { makePrivateFolder } from './private-folder.ts'

export interface Files {
  /** Stores bytes under a key made of the workspace and the id. Writing the same key again replaces it. */
  put(key: string, content: Uint8Array): Promise<void>
  get(key: string): Promise<Uint8Array>
  stream(key: string): Promise<Readable>
  remove(key: string): Promise<void>
  exists(key: string): Promise<boolean>
}

export async function createFiles(config: Config): Promise<Files> {
  const disk = new Disk(await createDriver(config))
  return {
    put: (key, content) => disk.put(key, content),
    get: async (key) => disk.getBytes(key),
    stream: (key) => disk.getStream(key),
    remove: (key) => disk.delete(key),
    exists: (key) => disk.exists(key),
  }
}

export function fileKey(workspaceId: string, id: string): string {
  return `${workspaceId}/${id.slice(-2)}/${id}`
}

export function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

async function createDriver(config: Config) {
  if (!config.s3) {
    const location = join(config.dataDir, 'files')
    makePrivateFolder(config.dataDir)
    makePrivateFolder(location)
    // Under root others may pass through the data folder on their way to the database, and know this name.
    chmodSync(location, 0o700)
    return new FSDriver({ location, visibility: 'private' })
  }
  // Loaded only where S3 is set: the client is heavy.
  const { S3Driver } = await import('flydrive/drivers/s3')
  const { key, secret, bucket, endpoint, region } = config.s3
  return new S3Driver({
    bucket,
    region,
    visibility: 'private',
    ...(endpoint && { endpoint, forcePathStyle: true }),
    ...(key && secret && { credentials: { accessKeyId: key, secretAccessKey: secret } }),
  })
}
