import { inWorkspace } from '../platform/http/api.ts'
import { listPeople, readFunnel } from './funnel.ts'
import { createLink, listLinks, removeLink } from './links.ts'
import { listRules, saveRule } from './rules.ts'

const route = inWorkspace.greetings

export const greetingRoutes = {
  list: route.list.handler(({ context }) => listRules(context.ctx)),
  save: route.save.handler(({ context, input: { id, ...rule } }) => saveRule(context.ctx, id, rule)),
  funnel: route.funnel.handler(({ context, input }) => readFunnel(context.ctx, input)),
  people: route.people.handler(({ context, input }) => listPeople(context.ctx, input)),
  links: route.links.handler(({ context }) => listLinks(context.ctx)),
  createLink: route.createLink.handler(({ context, input }) => createLink(context.ctx, input)),
  removeLink: route.removeLink.handler(async ({ context, input }) => {
    await removeLink(context.ctx, input.id)
    return { ok: true } as const
  }),
}
