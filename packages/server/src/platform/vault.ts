/** Secrets at rest: AES-256-GCM, one key for the installation. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartError } from './errors.ts'
import { makePrivateFolder } from './private-folder.ts'

export interface Vault {
  /** `v1.<iv>.<tag>.<text>`, base64url. `purpose` binds the text to its place: it opens nowhere else. */
  seal(plain: string, purpose: string): string
  /** Throws when the key or the purpose is another one, or the text was changed. */
  open(sealed: string, purpose: string): string
  /** Stable key for a side use (signing cookies, links). */
  derive(purpose: string): Buffer
}

/** The key comes from `OTKLIK_SECRET`, or from a file readable by the owner alone, made at the first start. */
export function createVault(options: { secret: string | null; dataDir: string }): Vault {
  const master = options.secret ? Buffer.from(options.secret, 'utf8') : readKeyFile(options.dataDir)
  const key = derive(master, 'otklik vault v1')
  return {
    seal: (plain, purpose) => seal(key, plain, purpose),
    open: (sealed, purpose) => open(key, sealed, purpose),
    derive: (purpose) => derive(master, purpose),
  }
}

function seal(key: Buffer, plain: string, purpose: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(purpose))
  const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return [
    'v1',
    iv.toString('base64url'),
    cipher.getAuthTag().toString('base64url'),
    text.toString('base64url'),
  ].join('.')
}

function open(key: Buffer, sealed: string, purpose: string): string {
  const [version, iv, tag, text] = sealed.split('.')
  if (version !== 'v1' || !iv || !tag || text === undefined) throw new Error('not a sealed secret')
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'))
  decipher.setAAD(Buffer.from(purpose)).setAuthTag(Buffer.from(tag, 'base64url'))
  return Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString('utf8')
}

function derive(master: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), Buffer.from(purpose), 32))
}

function readKeyFile(dataDir: string): Buffer {
  const path = join(dataDir, 'secret.key')
  if (!existsSync(path)) {
    makePrivateFolder(dataDir)
    // `wx`: of two processes starting at once only one makes the key.
    try {
      writeFileSync(path, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
  chmodSync(path, 0o600)
  const key = Buffer.from(readFileSync(path, 'utf8'), 'base64')
  if (key.length !== 32)
    throw new StartError(
      `The key file ${path} is damaged. Put back the original from a backup: without it saved passwords cannot be read.`,
    )
  return key
}
