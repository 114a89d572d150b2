/** One-time links to set a new password: sent by letter, or handed over by an administrator. */
import { createHash, randomBytes } from 'node:crypto'
import type { Platform } from '../platform/platform.ts'
import { verifications } from './accounts.table.ts'

export const passwordLinkSeconds = 3600

export function passwordLinkPath(token: string): string {
  return `/new-password?token=${encodeURIComponent(token)}`
}

/** Makes a link as better-auth's own reset does: it keeps the SHA-256 of `reset-password:<token>`. Does not authorise. */
export async function createPasswordLinkUnchecked(
  platform: Platform,
  userId: string,
): Promise<{ url: string; expiresAt: Date }> {
  const token = randomBytes(24).toString('base64url')
  // better-auth reads the real time, so the link cannot live by the clock of a test.
  const now = new Date()
  const expiresAt = new Date(now.getTime() + passwordLinkSeconds * 1000)
  const identifier = createHash('sha256').update(`reset-password:${token}`).digest('base64url')
  await platform.database.owner
    .insert(verifications)
    .values({ id: crypto.randomUUID(), identifier, value: userId, expiresAt, createdAt: now, updatedAt: now })
  return { url: platform.url(passwordLinkPath(token)), expiresAt }
}

export function passwordLetter(url: string): { subject: string; text: string } {
  return {
    subject: 'Отклик: новый пароль',
    text: [
      'Чтобы задать новый пароль, откройте ссылку (действует час, один раз):',
      url,
      '',
      'Если вы этого не просили, ничего не делайте: пароль останется прежним.',
      '',
      '—',
      'To set a new password, open the link above (valid for an hour, once). If you did not ask for it, ignore this letter.',
    ].join('\n'),
  }
}
