/** Sign-in, sessions, second factor and passkeys: better-auth over our own tables. */
import { createHmac } from 'node:crypto'
import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { twoFactor } from 'better-auth/plugins'
import { newId } from '../platform/ids.ts'
import type { PlatformParts } from '../platform/platform.ts'
import { passkeyFields, sessionFields, credentialFields, twoFactorFields, userFields, verificationFields } from './auth-fields.ts'

export type Auth = ReturnType<typeof createAuth>

type AuthParts = Pick<PlatformParts, 'config' | 'database' | 'vault' | 'mailer' | 'log'>

export function createAuth(parts: AuthParts) {
  const { config, database, vault, mailer } = parts
  const baseURL = config.publicUrl ?? `http://${config.host}:${config.port}`
  return betterAuth({
    appName: 'Otklik',
    baseURL,
    basePath: '/api/auth',
    secret: vault.derive('sessions').toString('hex'),
    database: database.pool,
    telemetry: { enabled: false },
    logger: { log: (level, message) => parts.log[level === 'error' ? 'error' : level === 'warn' ? 'warn' : 'debug'](message) },
    advanced: {
      cookiePrefix: 'otklik',
      useSecureCookies: baseURL.startsWith('https:'),
      database: { generateId: () => newId() },
      ipAddress: config.trustProxy ? { ipAddressHeaders: ['x-forwarded-for'] } : { ipAddressHeaders: ['otklik-peer-address'] },
    },
    user: { modelName: 'users', fields: userFields },
    session: { modelName: 'sessions', fields: sessionFields, expiresIn: 30 * 86_400, updateAge: 86_400 },
    account: { modelName: 'credentials', fields: credentialFields },
    verification: { modelName: 'verifications', fields: verificationFields },
    emailAndPassword: {
      enabled: true,
      // Accounts are made by the first run and by invitations only.
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 200,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ user, url }) => {
        await mailer.send({ to: user.email, subject: 'Отклик: новый пароль', text: `Чтобы задать новый пароль, откройте ссылку (действует час):\n${url}\n\nЕсли вы этого не просили, ничего не делайте.` })
      },
    },
    rateLimit: { enabled: true, window: 60, max: 100, customRules: { '/sign-in/email': { window: 60, max: 10 }, '/two-factor/*': { window: 60, max: 10 }, '/request-password-reset': { window: 300, max: 5 } } },
    plugins: [
      twoFactor({ issuer: 'Otklik', schema: { user: { fields: { twoFactorEnabled: 'two_factor_enabled' } }, twoFactor: { modelName: 'two_factors', fields: twoFactorFields } } }),
      passkey({ rpName: 'Otklik', schema: { passkey: { modelName: 'passkeys', fields: passkeyFields } } }),
    ],
  })
}

/** Cookie header of a new session without a password: for the demo, the command line and tests. Does not authorise. */
export async function createSessionUnchecked(auth: Auth, userId: string): Promise<string> {
  const context = await auth.$context
  const session = await context.internalAdapter.createSession(userId)
  const signature = createHmac('sha256', context.secret).update(session.token).digest('base64')
  return `${context.authCookies.sessionToken.name}=${encodeURIComponent(`${session.token}.${signature}`)}`
}
