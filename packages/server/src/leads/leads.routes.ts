import { inWorkspace } from '../platform/http/api.ts'
import { countLeads, getLead, listLeads } from './lead-list.ts'
import { closeLead, createLeads, removeLeads, reopenLead, updateLead } from './leads.ts'

const route = inWorkspace.leads

export const leadRoutes = {
  list: route.list.handler(({ context, input }) => listLeads(context.ctx, input)),
  counts: route.counts.handler(({ context, input }) => countLeads(context.ctx, input)),
  get: route.get.handler(({ context, input }) => getLead(context.ctx, input.id)),
  create: route.create.handler(({ context, input }) => createLeads(context.ctx, input)),
  update: route.update.handler(({ context, input: { id, ...edit } }) => updateLead(context.ctx, id, edit)),
  close: route.close.handler(({ context, input: { id, ...end } }) => closeLead(context.ctx, id, end)),
  reopen: route.reopen.handler(({ context, input }) => reopenLead(context.ctx, input.id)),
  remove: route.remove.handler(async ({ context, input }) => {
    await removeLeads(context.ctx, input.ids)
    return { ok: true as const }
  }),
}
