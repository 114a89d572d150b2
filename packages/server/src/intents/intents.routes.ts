import { inWorkspace } from '../platform/http/api.ts'
import { getIntents, resetIntents, updateIntents } from './intents.ts'

const route = inWorkspace.intents

export const intentRoutes = {
  get: route.get.handler(({ context }) => getIntents(context.ctx)),
  update: route.update.handler(({ context, input }) => updateIntents(context.ctx, input)),
  reset: route.reset.handler(({ context }) => resetIntents(context.ctx)),
}
