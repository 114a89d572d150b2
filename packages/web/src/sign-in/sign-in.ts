/** The steps of signing in. */
import { z } from 'zod'
import { isOwnPath } from '../app/search-words.ts'
import { callAuth } from './auth-client.ts'

const Entered = z.object({ twoFactorRedirect: z.boolean().optional() })

/** By password. `code` when the second factor is on: nothing is open yet. */
export async function signInByPassword(email: string, password: string): Promise<'entered' | 'code'> {
  const answer = await callAuth('/sign-in/email', Entered, { email, password, rememberMe: true })
  return answer.twoFactorRedirect ? 'code' : 'entered'
}

/** The code of the application, or one of the backup codes. */
export async function enterCode(kind: 'totp' | 'backup', code: string, trustDevice: boolean): Promise<void> {
  const path = kind === 'totp' ? '/two-factor/verify-totp' : '/two-factor/verify-backup-code'
  await callAuth(path, z.unknown(), {
    code: kind === 'totp' ? code.replaceAll(/\D/g, '') : code.trim(),
    trustDevice,
  })
}

/** Opens the place the person wanted, with a fresh page so that nothing of a former person stays in memory. */
export function openAfterSignIn(next: string | undefined): void {
  window.location.assign(next !== undefined && isOwnPath(next) ? next : '/')
}
