import { inWorkspace } from '../platform/http/api.ts'
import { countPlannedContacts, listPlannedContacts } from './planned-contact-list.ts'
import {
  closePlannedContact,
  movePlannedContact,
  planContact,
  reopenPlannedContact,
} from './planned-contacts.ts'

const route = inWorkspace.plannedContacts

export const plannedContactRoutes = {
  list: route.list.handler(({ context, input }) => listPlannedContacts(context.ctx, input)),
  counts: route.counts.handler(({ context }) => countPlannedContacts(context.ctx)),
  create: route.create.handler(({ context, input }) => planContact(context.ctx, input)),
  update: route.update.handler(({ context, input: { id, ...edit } }) =>
    movePlannedContact(context.ctx, id, edit),
  ),
  close: route.close.handler(({ context, input }) => closePlannedContact(context.ctx, input.id, input.state)),
  reopen: route.reopen.handler(({ context, input }) => reopenPlannedContact(context.ctx, input.id)),
}
