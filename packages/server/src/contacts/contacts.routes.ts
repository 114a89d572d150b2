import { inWorkspace } from '../platform/http/api.ts'
import { getAuthorPanel } from './contact-panel.ts'

export const contactRoutes = {
  panel: inWorkspace.contacts.panel.handler(({ context, input }) =>
    getAuthorPanel(context.ctx, input.id, input.exceptInterestId),
  ),
}
