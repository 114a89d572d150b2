/** What the wiring takes from the site: its doors, and where messages for visitors are kept. */
import { chatRoutes } from './chat.raw-routes.ts'
import { formRoutes } from './form.raw-routes.ts'
import { sessionRoutes } from './session.raw-routes.ts'
import { visitRoutes } from './visits.raw-routes.ts'
import { widgetRoutes } from './widget.raw-routes.ts'

export { keepForVisitor } from './mailbox.ts'

export const siteRawRoutes = [...formRoutes, ...widgetRoutes, ...sessionRoutes, ...chatRoutes, ...visitRoutes]
