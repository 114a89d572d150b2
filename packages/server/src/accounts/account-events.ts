/** What people do to their own accounts, told to whoever keeps the log. */
import type { BetterAuthPlugin } from 'better-auth'
import { createAuthMiddleware, getSessionFromCtx } from 'better-auth/api'

export interface AccountEvent {
  userId: string
  action: AccountAction
  ip: string | null
  userAgent: string | null
}

export type AccountAction =
  | (typeof actions)[keyof typeof actions]
  | 'account.second_factor_added'
  | 'account.signed_out'

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
} as const

type Tell = (event: AccountEvent) => Promise<void>

/**
 * A plugin for better-auth. It stands last in the list, so that a sign-in which still waits for its code
 * has lost its session by then and is not told as done.
 */
export function accountEvents(tell: Tell): BetterAuthPlugin {
  return {
    id: 'account-events',
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === '/sign-out',
          handler: createAuthMiddleware((ctx) => tellSignOut(ctx, tell)),
        },
      ],
      after: [{ matcher: () => true, handler: createAuthMiddleware((ctx) => tellDone(ctx, tell)) }],
    },
  }
}

type HookContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0]

/** Asked before: afterwards the session is gone. */
async function tellSignOut(ctx: HookContext, tell: Tell): Promise<void> {
  const found = await getSessionFromCtx(ctx).catch(() => null)
  if (!found) return
  await tell({
    userId: found.user.id,
    action: 'account.signed_out',
    ip: found.session.ipAddress ?? null,
    userAgent: agentOf(ctx),
  })
}

async function tellDone(ctx: HookContext, tell: Tell): Promise<void> {
  const action = actionOf(ctx.path, ctx.context.session !== null)
  const place = ctx.context.newSession ?? ctx.context.session
  if (!action || !place || ctx.context.returned instanceof Error) return
  await tell({ userId: place.user.id, action, ip: place.session.ipAddress ?? null, userAgent: agentOf(ctx) })
}

function agentOf(ctx: HookContext): string | null {
  return ctx.headers?.get('user-agent')?.slice(0, 300) ?? null
}

/** A code checked by somebody already signed in confirms the switching on of the second factor. */
function actionOf(path: string, hadSession: boolean): AccountAction | undefined {
  if (path === '/two-factor/verify-totp' && hadSession) return 'account.second_factor_added'
  return isKnown(path) ? actions[path] : undefined
}

function isKnown(path: string): path is keyof typeof actions {
  return Object.hasOwn(actions, path)
}
