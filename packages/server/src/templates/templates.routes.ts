import { inWorkspace } from '../platform/http/api.ts'
import { renderTemplate } from './render.ts'
import { exportTemplates, importTemplates } from './template-file.ts'
import { createTemplate, listTemplates, removeTemplate, updateTemplate } from './templates.ts'

const route = inWorkspace.templates

export const templateRoutes = {
  list: route.list.handler(({ context, input }) => listTemplates(context.ctx, input)),
  create: route.create.handler(({ context, input }) => createTemplate(context.ctx, input)),
  update: route.update.handler(({ context, input: { id, ...change } }) =>
    updateTemplate(context.ctx, id, change),
  ),
  remove: route.remove.handler(async ({ context, input }) => {
    await removeTemplate(context.ctx, input.id)
    return { ok: true } as const
  }),
  render: route.render.handler(({ context, input }) => renderTemplate(context.ctx, input)),
  exportAll: route.exportAll.handler(({ context, input }) => exportTemplates(context.ctx, input.format)),
  importAll: route.importAll.handler(({ context, input }) => importTemplates(context.ctx, input)),
}
