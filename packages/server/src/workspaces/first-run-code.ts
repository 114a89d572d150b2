/**
 * Before the first owner exists whoever opens the page may become the owner. On this machine that is the person who started the
 * program; where others can reach it, they must also have seen its terminal.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import { isIP } from 'node:net'
import { countAccounts } from '../accounts/index.ts'
import type { Config } from '../platform/config.ts'
import { AppError } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'

/**
 * Others can reach the door: it listens beyond this machine, somebody before it passes requests on, or the page was opened under
 * a name that is not this machine's. That name may lead here by a trick of a foreign page (DNS rebinding).
 */
export function needsFirstRunCode(config: Config, openedAs: string): boolean {
  if (!isLoopback(config.host) || config.trustProxy || !isLoopback(openedAs)) return true
  return config.publicUrl !== null && !isLoopback(new URL(config.publicUrl).hostname)
}

/** What the terminal shows at the start; null when there is an owner. Never to be logged. */
export async function firstRunNotice(platform: Platform): Promise<string | null> {
  if ((await countAccounts(platform.database.owner)) > 0) return null
  const code = firstRunCode(platform)
  return `  Код первого запуска / First-run code:  ${code}\n  (спросят не с этого компьютера / asked for from elsewhere)\n\n`
}

/** Throws FIRST_RUN_CODE unless the code is right, or none is needed. */
export function checkFirstRunCode(
  platform: Platform,
  attempt: { code: string | undefined; openedAs: string },
): void {
  if (!needsFirstRunCode(platform.config, attempt.openedAs)) return
  const digest = (text: string) =>
    createHash('sha256').update(text.replace(/[\s-]/g, '').toUpperCase()).digest()
  if (!timingSafeEqual(digest(attempt.code ?? ''), digest(firstRunCode(platform))))
    throw new AppError('FIRST_RUN_CODE')
}

/** Made of the installation's key, so that all its processes ask for the same; of no use once there is an owner. */
export function firstRunCode(platform: Platform): string {
  const letters = 'ABCDEFGHJKMNPQRSTVWXYZ0123456789'
  const bytes = [...platform.vault.derive('first-run code').subarray(0, 12)]
  const text = bytes.map((byte) => letters[byte % letters.length]).join('')
  return text.replace(/(.{4})(?=.)/g, '$1-')
}

function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '')
  if (isIP(bare) === 4) return bare.startsWith('127.')
  return bare === '::1' || bare === 'localhost' || bare.endsWith('.localhost')
}
