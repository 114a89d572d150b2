/** The list of slices: their endpoints, routes, jobs and reactions. Wiring only. */
import { securityRoutes } from './accounts/security.routes.ts'
import { apiKeyRoutes } from './api-keys/api-keys.routes.ts'
import { auditRawRoutes } from './audit/audit.raw-routes.ts'
import { auditRoutes } from './audit/audit.routes.ts'
import { fileRoutes } from './files/files.raw-routes.ts'
import { interestRoutes } from './interests/interests.routes.ts'
import { jobRoutes } from './jobs/jobs.routes.ts'
import { sendInvitationJob } from './members/invitation-letter.ts'
import { memberRoutes } from './members/members.routes.ts'
import type { Subscription } from './platform/events.ts'
import { liveRoute } from './platform/http/live-route.ts'
import type { RawRoute } from './platform/http/raw-route.ts'
import type { AnyJob } from './platform/jobs.ts'
import { productRoutes } from './products/products.routes.ts'
import { viewRoutes } from './views/views.routes.ts'
import { workspaceRoutes } from './workspaces/workspaces.routes.ts'

export const router = {
  apiKeys: apiKeyRoutes,
  audit: auditRoutes,
  // Proofs and answers add their endpoints of the same noun here.
  interests: { ...interestRoutes },
  jobs: jobRoutes,
  members: memberRoutes,
  security: securityRoutes,
  workspaces: workspaceRoutes,
  products: productRoutes,
  views: viewRoutes,
}

export const rawRoutes: readonly RawRoute[] = [liveRoute, ...auditRawRoutes, ...fileRoutes]

export const jobs: readonly AnyJob[] = [sendInvitationJob]

export const subscriptions: readonly Subscription[] = []
