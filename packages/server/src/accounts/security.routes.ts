import { signedIn } from '../platform/http/api.ts'
import { listSessions, revokeOtherSessions, revokeSession } from './sessions.ts'

export const securityRoutes = {
  listSessions: signedIn.security.listSessions.handler(async ({ context }) => ({
    items: await listSessions(context.platform, context.user),
  })),
  revokeSession: signedIn.security.revokeSession.handler(async ({ context, input }) => {
    await revokeSession(context.platform, context.user.userId, input.id)
    return { ok: true as const }
  }),
  revokeOtherSessions: signedIn.security.revokeOtherSessions.handler(async ({ context }) => ({
    ended: await revokeOtherSessions(context.platform, context.user),
  })),
}
