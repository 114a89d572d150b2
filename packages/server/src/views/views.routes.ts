import { inWorkspace } from '../platform/http/api.ts'
import { createView, listViews, removeView, updateView } from './views.ts'

export const viewRoutes = {
  list: inWorkspace.views.list.handler(async ({ context }) => ({ items: await listViews(context.ctx) })),
  create: inWorkspace.views.create.handler(({ context, input }) => createView(context.ctx, input)),
  update: inWorkspace.views.update.handler(({ context, input: { id, ...change } }) =>
    updateView(context.ctx, id, change),
  ),
  remove: inWorkspace.views.remove.handler(async ({ context, input }) => {
    await removeView(context.ctx, input.id)
    return { ok: true } as const
  }),
}
