/** What people do to their own accounts, told to whoever keeps the log. */
import { createAuthMiddleware } from 'better-auth/api'

export interface AccountEvent {
  userId: string
  action: AccountAction
  ip: string | null
  userAgent: string | null
}

export type AccountAction = (typeof actions)[keyof typeof actions] | 'account.second_factor_added'

const actions = {
  '/sign-in/email': 'account.signed_in',
  '/two-factor/verify-totp': 'account.signed_in',
  '/two-factor/verify-backup-code': 'account.signed_in_by_backup_code',
  '/passkey/verify-authentication': 'account.signed_in_by_passkey',
  '/change-password': 'account.password_changed',
  '/two-factor/disable': 'account.second_factor_removed',
  '/two-factor/generate-backup-codes': 'account.backup_codes_renewed',
  '/passkey/verify-registration': 'account.passkey_added',
  '/passkey/delete-passkey': 'account.passkey_removed',
  '/sign-out': 'account.signed_out',
} as const

/** Hooks for better-auth: after a call that succeeded, the event is told. A failure to tell does not undo the sign-in. */
export function accountHooks(tell: ((event: AccountEvent) => Promise<void>) | undefined) {
  if (!tell) return {}
  return {
    after: createAuthMiddleware(async (ctx) => {
      const action = actionOf(ctx.path, ctx.context.session !== null)
      const userId = ctx.context.newSession?.user.id ?? ctx.context.session?.user.id
      if (!action || !userId || ctx.context.returned instanceof Error) return
      await tell({
        userId,
        action,
        ip: ctx.context.newSession?.session.ipAddress ?? ctx.context.session?.session.ipAddress ?? null,
        userAgent: ctx.headers?.get('user-agent')?.slice(0, 300) ?? null,
      })
    }),
  }
}

/** A code checked by somebody already signed in confirms the switching on of the second factor. */
function actionOf(path: string, hadSession: boolean): AccountAction | undefined {
  if (path === '/two-factor/verify-totp' && hadSession) return 'account.second_factor_added'
  return isKnown(path) ? actions[path] : undefined
}

function isKnown(path: string): path is keyof typeof actions {
  return Object.hasOwn(actions, path)
}
