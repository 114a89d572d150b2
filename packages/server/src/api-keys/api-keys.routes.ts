import { inWorkspace } from '../platform/http/api.ts'
import { createApiKey, listApiKeys, revokeApiKey } from './api-keys.ts'

export const apiKeyRoutes = {
  list: inWorkspace.apiKeys.list.handler(async ({ context }) => ({ items: await listApiKeys(context.ctx) })),
  create: inWorkspace.apiKeys.create.handler(({ context, input }) => createApiKey(context.ctx, input)),
  revoke: inWorkspace.apiKeys.revoke.handler(async ({ context, input }) => {
    await revokeApiKey(context.ctx, input.id)
    return { ok: true as const }
  }),
}
