/** The list of slices: their endpoints, routes, jobs and reactions. Wiring only. */
import { fileRoutes } from './files/files.raw-routes.ts'
import type { Subscription } from './platform/events.ts'
import { liveRoute } from './platform/http/live-route.ts'
import type { RawRoute } from './platform/http/raw-route.ts'
import type { AnyJob } from './platform/jobs.ts'
import { productRoutes } from './products/products.routes.ts'
import { viewRoutes } from './views/views.routes.ts'

export const router = {
  products: productRoutes,
  views: viewRoutes,
}

export const rawRoutes: readonly RawRoute[] = [liveRoute, ...fileRoutes]

export const jobs: readonly AnyJob[] = []

export const subscriptions: readonly Subscription[] = []
