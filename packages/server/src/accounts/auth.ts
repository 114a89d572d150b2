/** Sign-in, sessions, second factor and passkeys: better-auth over our own tables. */
import { createHmac } from 'node:crypto'
import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { twoFactor } from 'better-auth/plugins'
import { peerAddressHeader } from '../platform/http/access.ts'
import { newId } from '../platform/ids.ts'
import type { PlatformParts } from '../platform/platform.ts'
import { accountEvents, type AccountEvent } from './account-events.ts'
import {
  credentialFields,
  passkeyFields,
  rateLimitFields,
  sessionFields,
  twoFactorFields,
  userFields,
  verificationFields,
} from './auth-fields.ts'
import { passwordLetter, passwordLinkPath, passwordLinkSeconds } from './password-link.ts'

export type Auth = ReturnType<typeof createAuth>

type AuthParts = Pick<PlatformParts, 'config' | 'database' | 'vault' | 'mailer' | 'log'> & {
  url(path: string): string
  /** Hears of sign-ins and of changes people make to their own accounts. */
  onAccountEvent?: (event: AccountEvent) => Promise<void>
}

/** Seconds; a session in use is prolonged at most once in `updateAge`. */
export const sessionLifetime = { expiresIn: 30 * 86_400, updateAge: 3600 }

const plainLimits = {
  enabled: true,
  storage: 'database',
  window: 60,
  max: 100,
  modelName: 'rate_limits',
  fields: rateLimitFields,
} as const

/** Per client address. Codes of the second factor are also locked per account by the plugin. */
const doorLimits = {
  '/sign-in/*': { window: 60, max: 10 },
  '/two-factor/*': { window: 60, max: 10 },
  '/passkey/*': { window: 60, max: 30 },
  '/change-password': { window: 60, max: 10 },
  '/reset-password': { window: 60, max: 10 },
  '/request-password-reset': { window: 300, max: 5 },
  '/get-session': false,
} as const

export function createAuth(parts: AuthParts) {
  const { config, database, vault, mailer } = parts
  const baseURL = parts.url('')
  return betterAuth({
    appName: 'Otklik',
    baseURL,
    basePath: '/api/auth',
    secret: vault.derive('sessions').toString('hex'),
    database: database.pool,
    telemetry: { enabled: false },
    logger: {
      log: (level, message) =>
        parts.log[level === 'error' ? 'error' : level === 'warn' ? 'warn' : 'debug'](message),
    },
    // The page may be opened under any name of this machine; what matters is that the request comes from its own page.
    trustedOrigins: (request) => (request && !config.publicUrl ? ownOrigins(request) : []),
    advanced: {
      cookiePrefix: 'otklik',
      useSecureCookies: baseURL.startsWith('https:'),
      database: { generateId: () => newId() },
      ipAddress: { ipAddressHeaders: [peerAddressHeader] },
    },
    user: { modelName: 'users', fields: userFields },
    session: { modelName: 'sessions', fields: sessionFields, ...sessionLifetime },
    account: { modelName: 'credentials', fields: credentialFields },
    verification: { modelName: 'verifications', fields: verificationFields, storeIdentifier: 'hashed' },
    emailAndPassword: {
      enabled: true,
      // Accounts are made by the first run and by invitations only; foreign accounts may not sign people in (L31).
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 200,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: passwordLinkSeconds,
      sendResetPassword: async ({ user, token }) => {
        // The answer is the same for everybody, so that it does not tell who has an account.
        if (mailer.available)
          await mailer.send({ to: user.email, ...passwordLetter(parts.url(passwordLinkPath(token))) })
        else parts.log.warn('a password reset was asked for, but OTKLIK_SMTP_URL is not set')
      },
    },
    rateLimit: { ...plainLimits, customRules: doorLimits },
    plugins: [
      twoFactor({
        issuer: 'Otklik',
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: { modelName: 'two_factors', fields: twoFactorFields },
        },
      }),
      // A passkey belongs to a name, never to a number: on 127.0.0.1 the person opens http://localhost instead.
      passkey({
        rpName: 'Otklik',
        rpID: passkeyDomain(config.publicUrl),
        schema: { passkey: { modelName: 'passkeys', fields: passkeyFields } },
      }),
      ...(parts.onAccountEvent ? [accountEvents(parts.onAccountEvent)] : []),
    ],
  })
}

/** Both schemes: a proxy may speak https outside and http to us. */
function ownOrigins(request: Request): string[] {
  const { host } = new URL(request.url)
  return [`http://${host}`, `https://${host}`]
}

function passkeyDomain(publicUrl: string | null): string {
  return publicUrl ? new URL(publicUrl).hostname : 'localhost'
}

/** Cookie header of a new session without a password: for the demo, the command line and tests. Does not authorise. */
export async function createSessionUnchecked(auth: Auth, userId: string): Promise<string> {
  const context = await auth.$context
  const session = await context.internalAdapter.createSession(userId)
  const signature = createHmac('sha256', context.secret).update(session.token).digest('base64')
  return `${context.authCookies.sessionToken.name}=${encodeURIComponent(`${session.token}.${signature}`)}`
}
